import { Controller, Get, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { identifierLists } from '../parties/identifier.codes.js';
import { IdentifierForm, PerpetratorForm, RetractionForm } from '../parties/identifier.dto.js';
import type { PerpetratorRecord } from '../parties/perpetrator.queries.js';
import { inDigits } from '../parties/worded.view.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { emptyForm, filledForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page } from '../platform/page/page.js';
import { cases } from './case.policy.js';
import { CasesService } from './cases.service.js';
import { PerpetratorsService } from './perpetrators.service.js';

@Controller('cases/:caseId')
export class PerpetratorsPagesController {
  constructor(
    private readonly cases: CasesService,
    private readonly perpetrators: PerpetratorsService,
  ) {}

  @Get('perpetrator/edit')
  @Does(cases.keepClient)
  async edit(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    again?: RawForm,
  ): Promise<Page> {
    const { kase, perpetrator } = await this.perpetrators.show(actor, caseId);
    const form = again ?? filledForm(fieldsOf(perpetrator));
    const { reference } = kase;
    const { version } = perpetrator ?? kase;
    const named = perpetrator !== null;
    return page('cases/pages/perpetrator.njk', { form, caseId, reference, version, named });
  }

  @Post('perpetrator')
  @Does(cases.keepClient)
  update(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Form(PerpetratorForm) form: FormOf<PerpetratorForm>,
  ) {
    return submit(form, {
      act: async (correction) => {
        await this.perpetrators.correct(actor, caseId, correction);
        return seeOther(`/cases/${caseId}#known`);
      },
      again: (raw) => this.edit(actor, caseId, raw),
      stored: async () => filledForm(fieldsOf((await this.perpetrators.show(actor, caseId)).perpetrator)),
    });
  }

  @Get('identifiers/new')
  @Does(cases.keepClient)
  async new(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    form: RawForm = emptyForm,
  ): Promise<Page> {
    const { kase } = await this.cases.open(actor, caseId, cases.keepClient);
    const owners = identifierLists.identifierOwners.filter(
      ({ code }) => code === 'client' || kase.perpetratorId !== null,
    );
    const { reference } = kase;
    return page('cases/pages/identifier.njk', { form, caseId, reference, owners, lists: identifierLists });
  }

  @Post('identifiers')
  @Does(cases.keepClient)
  create(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Form(IdentifierForm) form: FormOf<IdentifierForm>,
  ) {
    return submit(form, {
      act: async (identifier) => {
        await this.perpetrators.addIdentifier(actor, caseId, identifier);
        return seeOther(`/cases/${caseId}#known`);
      },
      again: (raw) => this.new(actor, caseId, raw),
    });
  }

  @Post('identifiers/:identifierId/retraction')
  @Does(cases.keepClient)
  retract(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('identifierId', ParseUUIDPipe) identifierId: string,
    @Form(RetractionForm) form: FormOf<RetractionForm>,
  ) {
    return submit(form, {
      act: async (retraction) => {
        await this.perpetrators.retractIdentifier(actor, { caseId, identifierId }, retraction);
        return seeOther(`/cases/${caseId}#known`);
      },
      again: (raw) => this.new(actor, caseId, { values: {}, errors: raw.errors }),
    });
  }
}

function fieldsOf(perpetrator: PerpetratorRecord | null): Record<string, unknown> {
  if (perpetrator === null) return {};
  const { fullName, knownAs, bornOn } = perpetrator;
  return { fullName, knownAs, bornOn: bornOn && inDigits(bornOn) };
}
