import { Controller, Get, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { inDigits } from '../parties/worded.view.js';
import { Clock } from '../platform/clock.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { filledForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page } from '../platform/page/page.js';
import { AttemptsService } from './attempts.service.js';
import { attemptLists } from './attempt.view.js';
import { AttemptForm } from './case.dto.js';
import { cases } from './case.policy.js';
import { ClientsService } from './clients.service.js';

@Controller('cases/:caseId/contacts')
export class AttemptsPagesController {
  constructor(
    private readonly attempts: AttemptsService,
    private readonly clients: ClientsService,
    private readonly clock: Clock,
  ) {}

  @Get('new')
  @Does(cases.contact)
  async new(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    again?: RawForm,
  ): Promise<Page> {
    const today = this.clock.today();
    const { kase, ...facts } = await this.clients.show(actor, { caseId, permission: cases.contact });
    const form = again ?? filledForm({ on: inDigits(today) });
    return page('cases/pages/attempt.njk', {
      form,
      caseId,
      reference: kase.reference,
      ...attemptLists(facts, this.clock.now()),
    });
  }

  @Post()
  @Does(cases.contact)
  create(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Form(AttemptForm) form: FormOf<AttemptForm>,
  ) {
    return submit(form, {
      act: async (attempt) => {
        await this.attempts.record(actor, caseId, attempt);
        return seeOther(`/cases/${caseId}`);
      },
      again: (raw) => this.new(actor, caseId, raw),
    });
  }
}
