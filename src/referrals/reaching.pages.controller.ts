import { Controller, Get, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { attemptLists } from '../cases/attempt.view.js';
import { AttemptForm } from '../cases/case.dto.js';
import { inDigits } from '../parties/worded.view.js';
import { Clock } from '../platform/clock.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { filledForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page } from '../platform/page/page.js';
import { ReachingService } from './reaching.service.js';
import { referrals } from './referral.policy.js';

@Controller('referrals/:referralId/contacts')
export class ReachingPagesController {
  constructor(
    private readonly reaching: ReachingService,
    private readonly clock: Clock,
  ) {}

  @Get('new')
  @Does(referrals.contact)
  async new(
    @CurrentActor() actor: Person,
    @Param('referralId', ParseUUIDPipe) referralId: string,
    again?: RawForm,
  ): Promise<Page> {
    const { referral, ...facts } = await this.reaching.show(actor, referralId);
    return page('referrals/pages/attempt.njk', {
      form: again ?? filledForm({ on: inDigits(this.clock.today()) }),
      referral: { id: referral.id, reference: referral.reference },
      ...attemptLists(facts, this.clock.now()),
    });
  }

  @Post()
  @Does(referrals.contact)
  create(
    @CurrentActor() actor: Person,
    @Param('referralId', ParseUUIDPipe) referralId: string,
    @Form(AttemptForm) form: FormOf<AttemptForm>,
  ) {
    return submit(form, {
      act: async (attempt) => {
        await this.reaching.record(actor, referralId, attempt);
        return seeOther(`/referrals/${referralId}`);
      },
      again: (raw) => this.new(actor, referralId, raw),
    });
  }
}
