import { Controller, Get, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { inDigits } from '../parties/worded.view.js';
import { Clock } from '../platform/clock.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { filledForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page } from '../platform/page/page.js';
import { referrals } from './referral.policy.js';
import { AgreementForm, NoticeForm } from './referrer.dto.js';
import { ReferrerService } from './referrer.service.js';
import { referrerView } from './referrer.view.js';

@Controller('referrals/:referralId')
export class ReferrerPagesController {
  constructor(
    private readonly referrer: ReferrerService,
    private readonly clock: Clock,
  ) {}

  @Get('referrer')
  @Does(referrals.tellReferrer)
  async show(
    @CurrentActor() actor: Person,
    @Param('referralId', ParseUUIDPipe) referralId: string,
    again?: RawForm,
  ): Promise<Page> {
    const answering = await this.referrer.show(actor, referralId);
    const form = again ?? filledForm({ givenOn: inDigits(this.clock.today()) });
    return page('referrals/pages/referrer.njk', { form, referrer: referrerView(answering) });
  }

  @Post('referrer-answers')
  @Does(referrals.tellReferrer)
  answer(
    @CurrentActor() actor: Person,
    @Param('referralId', ParseUUIDPipe) referralId: string,
    @Form(AgreementForm) form: FormOf<AgreementForm>,
  ) {
    return submit(form, {
      act: async (answer) => {
        await this.referrer.recordAnswer(actor, referralId, answer);
        return seeOther(`/referrals/${referralId}/referrer`);
      },
      again: (raw) => this.show(actor, referralId, raw),
    });
  }

  @Post('referrer-notices')
  @Does(referrals.tellReferrer)
  tell(
    @CurrentActor() actor: Person,
    @Param('referralId', ParseUUIDPipe) referralId: string,
    @Form(NoticeForm) form: FormOf<NoticeForm>,
  ) {
    return submit(form, {
      act: async (notice) => {
        await this.referrer.tell(actor, referralId, notice);
        return seeOther(`/referrals/${referralId}/referrer`);
      },
      again: (raw) => this.show(actor, referralId, raw),
    });
  }
}
