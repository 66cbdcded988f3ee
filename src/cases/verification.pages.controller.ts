import { Controller, Get, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { safeties } from '../parties/contact.codes.js';
import { VerificationForm } from '../parties/party.dto.js';
import { contactView } from '../parties/party.view.js';
import { inDigits } from '../parties/worded.view.js';
import { Clock } from '../platform/clock.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { filledForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page } from '../platform/page/page.js';
import { cases } from './case.policy.js';
import { ClientsService, type WhichMethod } from './clients.service.js';

@Controller('cases/:caseId/contact-methods/:methodId/verification')
export class VerificationPagesController {
  constructor(
    private readonly clients: ClientsService,
    private readonly clock: Clock,
  ) {}

  @Get('new')
  @Does(cases.keepClient)
  new(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('methodId', ParseUUIDPipe) methodId: string,
  ): Promise<Page> {
    return this.form(actor, { caseId, methodId });
  }

  @Post()
  @Does(cases.keepClient)
  create(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('methodId', ParseUUIDPipe) methodId: string,
    @Form(VerificationForm) form: FormOf<VerificationForm>,
  ) {
    return submit(form, {
      act: async (verification) => {
        await this.clients.verify(actor, { caseId, methodId }, verification);
        return seeOther(`/cases/${caseId}`);
      },
      again: (raw) => this.form(actor, { caseId, methodId }, raw),
    });
  }

  private async form(actor: Person, which: WhichMethod, again?: RawForm): Promise<Page> {
    const today = this.clock.today();
    const { kase, method } = await this.clients.contactMethod(actor, which);
    const { safe, voicemailSafe, deviceWatched, version } = method;
    const form = again ?? filledForm({ safe, voicemailSafe, deviceWatched, verifiedOn: inDigits(today) });
    const about = {
      ...which,
      reference: kase.reference,
      version,
      method: contactView(method, today),
      safeties,
    };
    return page('cases/pages/verification.njk', { form, ...about });
  }
}
