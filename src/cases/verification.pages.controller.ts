import { Controller, Get, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { contactLists } from '../parties/contact.codes.js';
import { VerificationForm } from '../parties/contact.dto.js';
import { contactView, safetyTyped } from '../parties/party.view.js';
import { inDigits } from '../parties/worded.view.js';
import { Clock } from '../platform/clock.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { filledForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page } from '../platform/page/page.js';
import { cases } from './case.policy.js';
import { ContactMethodsService, type WhichMethod } from './contact-methods.service.js';

@Controller('cases/:caseId/contact-methods/:methodId/verification')
export class VerificationPagesController {
  constructor(
    private readonly methods: ContactMethodsService,
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
        await this.methods.verify(actor, { caseId, methodId }, verification);
        return seeOther(`/cases/${caseId}`);
      },
      again: (raw) => this.form(actor, { caseId, methodId }, raw),
    });
  }

  private async form(actor: Person, which: WhichMethod, again?: RawForm): Promise<Page> {
    const { kase, method } = await this.methods.show(actor, which);
    const verifiedOn = inDigits(this.clock.today());
    const form = again ?? filledForm({ ...safetyTyped(method), verifiedOn });
    const { reference } = kase;
    const about = { ...which, reference, version: method.version, lists: contactLists };
    return page('cases/pages/verification.njk', {
      form,
      ...about,
      method: contactView(method, this.clock.now()),
    });
  }
}
