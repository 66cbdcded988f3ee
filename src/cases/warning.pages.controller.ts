import { Controller, Get, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { contactLists } from '../parties/contact.codes.js';
import { WarningForm } from '../parties/contact.dto.js';
import { contactView } from '../parties/party.view.js';
import { Clock } from '../platform/clock.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { emptyForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page } from '../platform/page/page.js';
import { cases } from './case.policy.js';
import { ContactMethodsService } from './contact-methods.service.js';

/** What makes a way to reach the client less safe than is known: for anybody to say, and at once. */
@Controller('cases/:caseId/contact-methods/:methodId/warning')
export class WarningPagesController {
  constructor(
    private readonly methods: ContactMethodsService,
    private readonly clock: Clock,
  ) {}

  @Get('new')
  @Does(cases.keepClient)
  async new(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('methodId', ParseUUIDPipe) methodId: string,
    form: RawForm = emptyForm,
  ): Promise<Page> {
    const { kase, method } = await this.methods.show(actor, { caseId, methodId });
    const about = { caseId, methodId, reference: kase.reference, version: method.version };
    return page('cases/pages/contact-warning.njk', {
      form,
      ...about,
      lists: contactLists,
      method: contactView(method, this.clock.now()),
    });
  }

  @Post()
  @Does(cases.keepClient)
  create(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('methodId', ParseUUIDPipe) methodId: string,
    @Form(WarningForm) form: FormOf<WarningForm>,
  ) {
    return submit(form, {
      act: async (warning) => {
        await this.methods.warn(actor, { caseId, methodId }, warning);
        return seeOther(`/cases/${caseId}`);
      },
      again: (raw) => this.new(actor, caseId, methodId, raw),
    });
  }
}
