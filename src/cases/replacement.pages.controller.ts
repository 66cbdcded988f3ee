import { Controller, Get, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { contactLists } from '../parties/contact.codes.js';
import { EndingForm, ReplacementForm } from '../parties/contact.dto.js';
import { contactView } from '../parties/party.view.js';
import { Clock } from '../platform/clock.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { emptyForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page } from '../platform/page/page.js';
import { cases } from './case.policy.js';
import { ContactMethodsService } from './contact-methods.service.js';

/** A number or address that is the client's no longer, with another in its place or none. */
@Controller('cases/:caseId/contact-methods/:methodId')
export class ReplacementPagesController {
  constructor(
    private readonly methods: ContactMethodsService,
    private readonly clock: Clock,
  ) {}

  @Get('replacement/new')
  @Does(cases.keepClient)
  async new(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('methodId', ParseUUIDPipe) methodId: string,
    form: RawForm = emptyForm,
  ): Promise<Page> {
    const { kase, method } = await this.methods.show(actor, { caseId, methodId });
    const about = { caseId, methodId, reference: kase.reference, version: method.version };
    return page('cases/pages/contact-replacement.njk', {
      form,
      ...about,
      lists: contactLists,
      method: contactView(method, this.clock.now()),
    });
  }

  @Post('replacement')
  @Does(cases.keepClient)
  create(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('methodId', ParseUUIDPipe) methodId: string,
    @Form(ReplacementForm) form: FormOf<ReplacementForm>,
  ) {
    return submit(form, {
      act: async (replacement) => {
        await this.methods.replace(actor, { caseId, methodId }, replacement);
        return seeOther(`/cases/${caseId}`);
      },
      again: (raw) => this.new(actor, caseId, methodId, raw),
    });
  }

  @Post('ending')
  @Does(cases.keepClient)
  end(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('methodId', ParseUUIDPipe) methodId: string,
    @Form(EndingForm) form: FormOf<EndingForm>,
  ) {
    return submit(form, {
      act: async (ending) => {
        await this.methods.end(actor, { caseId, methodId }, ending);
        return seeOther(`/cases/${caseId}`);
      },
      again: (raw) => this.new(actor, caseId, methodId, raw),
    });
  }
}
