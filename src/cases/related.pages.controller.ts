import { Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { isCode, labelOf } from '../kernel/codelist.js';
import { may } from '../kernel/policy.js';
import { childContacts, households, relatedKinds, relationsOf } from '../parties/related.codes.js';
import { RelatedCorrectionForm, RelatedEndingForm, RelatedPersonForm } from '../parties/related.dto.js';
import { relatedChangeView, relatedTyped, relatedView } from '../parties/related.view.js';
import { Clock } from '../platform/clock.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { emptyForm, filledForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page } from '../platform/page/page.js';
import { cases } from './case.policy.js';
import { RelatedService } from './related.service.js';

@Controller('cases/:caseId/people')
export class RelatedPagesController {
  constructor(
    private readonly related: RelatedService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Does(cases.view)
  async list(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Query('page') asked: unknown,
  ): Promise<Page> {
    const { kase, paged } = await this.related.list(actor, caseId, asked);
    const rows = paged.rows.map((person) => relatedView(person, this.clock.today()));
    const about = { caseId, reference: kase.reference, mayKeep: may(actor, cases.keepClient, kase) };
    return page('cases/pages/related-list.njk', { ...about, kinds: relatedKinds, paged: { ...paged, rows } });
  }

  @Get('new')
  @Does(cases.keepClient)
  async new(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Query('kind') asked: unknown,
    form: RawForm = filledForm({ kind: asked }),
  ): Promise<Page> {
    const { reference } = await this.related.about(actor, caseId);
    const said = form.values['kind'];
    const kind = isCode(relatedKinds, said) ? said : 'child';
    const lists = { relations: relationsOf[kind], households, childContacts };
    const about = { caseId, reference, kind, title: labelOf(relatedKinds, kind).toLowerCase() };
    return page('cases/pages/related-new.njk', { form, ...about, lists });
  }

  @Post()
  @Does(cases.keepClient)
  create(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Form(RelatedPersonForm) form: FormOf<RelatedPersonForm>,
  ) {
    return submit(form, {
      act: async (person) => {
        await this.related.record(actor, caseId, person);
        return seeOther(`/cases/${caseId}/people`);
      },
      again: (raw) => this.new(actor, caseId, undefined, raw),
    });
  }

  @Get(':relatedPersonId')
  @Does(cases.view)
  async show(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('relatedPersonId', ParseUUIDPipe) relatedPersonId: string,
    form?: RawForm,
  ): Promise<Page> {
    const { kase, person, changes } = await this.related.show(actor, { caseId, relatedPersonId });
    const lists = { relations: relationsOf[person.kind], households, childContacts };
    const about = { caseId, reference: kase.reference, kind: person.kind, lists };
    return page('cases/pages/related.njk', {
      ...about,
      form: form ?? filledForm(relatedTyped(person)),
      person: relatedView(person, this.clock.today()),
      changes: changes.map(relatedChangeView),
      mayKeep: person.endedAt === null && may(actor, cases.keepClient, kase),
    });
  }

  @Post(':relatedPersonId')
  @Does(cases.keepClient)
  correct(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('relatedPersonId', ParseUUIDPipe) relatedPersonId: string,
    @Form(RelatedCorrectionForm) form: FormOf<RelatedCorrectionForm>,
  ) {
    const which = { caseId, relatedPersonId };
    return submit(form, {
      act: async (correction) => {
        await this.related.correct(actor, which, correction);
        return seeOther(`/cases/${caseId}/people/${relatedPersonId}`);
      },
      again: (raw) => this.show(actor, caseId, relatedPersonId, raw),
      stored: async () => filledForm(relatedTyped((await this.related.show(actor, which)).person)),
    });
  }

  @Post(':relatedPersonId/ending')
  @Does(cases.keepClient)
  end(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('relatedPersonId', ParseUUIDPipe) relatedPersonId: string,
    @Form(RelatedEndingForm) form: FormOf<RelatedEndingForm>,
  ) {
    return submit(form, {
      act: async (ending) => {
        await this.related.end(actor, { caseId, relatedPersonId }, ending);
        return seeOther(`/cases/${caseId}/people`);
      },
      again: (raw) => this.endAgain(actor, { caseId, relatedPersonId }, raw),
    });
  }

  @Get(':relatedPersonId/ending/new')
  @Does(cases.keepClient)
  newEnding(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('relatedPersonId', ParseUUIDPipe) relatedPersonId: string,
  ): Promise<Page> {
    return this.endAgain(actor, { caseId, relatedPersonId }, emptyForm);
  }

  private async endAgain(
    actor: Person,
    which: { caseId: string; relatedPersonId: string },
    form: RawForm,
  ): Promise<Page> {
    const { kase, person } = await this.related.show(actor, which, cases.keepClient);
    const shown = relatedView(person, this.clock.today());
    return page('cases/pages/related-ending.njk', {
      form,
      person: shown,
      caseId: kase.id,
      reference: kase.reference,
    });
  }
}
