import { Controller, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { Clock } from '../platform/clock.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page } from '../platform/page/page.js';
import { HandlingService } from './handling.service.js';
import { referrals } from './referral.policy.js';
import { referralView } from './referral.view.js';
import { ReferralsService } from './referrals.service.js';
import { AmendmentForm, DeciderForm, PauseForm } from './triage.dto.js';
import { TriageService } from './triage.service.js';

@Controller('referrals/:referralId')
export class TriagePagesController {
  constructor(
    private readonly referrals: ReferralsService,
    private readonly handling: HandlingService,
    private readonly triage: TriageService,
    private readonly clock: Clock,
  ) {}

  @Post('decider')
  @Does(referrals.handle)
  takeUp(
    @CurrentActor() actor: Person,
    @Param('referralId', ParseUUIDPipe) referralId: string,
    @Form(DeciderForm) form: FormOf<DeciderForm>,
  ) {
    return submit(form, {
      act: async (decider) => {
        await this.handling.takeUp(actor, referralId, decider);
        return seeOther(`/referrals/${referralId}`);
      },
      again: (raw) => this.show(actor, referralId, raw),
    });
  }

  @Post('pauses')
  @Does(referrals.stopClocks)
  pause(
    @CurrentActor() actor: Person,
    @Param('referralId', ParseUUIDPipe) referralId: string,
    @Form(PauseForm) form: FormOf<PauseForm>,
  ) {
    return submit(form, {
      act: async (pause) => {
        await this.handling.pause(actor, referralId, pause);
        return seeOther(`/referrals/${referralId}`);
      },
      again: (raw) => this.show(actor, referralId, raw),
    });
  }

  @Post('pause-ending')
  @Does(referrals.stopClocks)
  async resume(@CurrentActor() actor: Person, @Param('referralId', ParseUUIDPipe) referralId: string) {
    await this.handling.resume(actor, referralId);
    return seeOther(`/referrals/${referralId}`);
  }

  @Post('amendment')
  @Does(referrals.amend)
  amend(
    @CurrentActor() actor: Person,
    @Param('referralId', ParseUUIDPipe) referralId: string,
    @Form(AmendmentForm) form: FormOf<AmendmentForm>,
  ) {
    return submit(form, {
      act: async (amendment) => {
        const { caseId } = await this.triage.amend(actor, referralId, amendment);
        return seeOther(caseId === null ? `/referrals/${referralId}` : `/cases/${caseId}`);
      },
      again: (raw) => this.show(actor, referralId, raw),
    });
  }

  private async show(actor: Person, referralId: string, form: RawForm): Promise<Page> {
    const opened = await this.referrals.show(actor, referralId);
    return page('referrals/pages/show.njk', {
      form,
      referral: referralView(actor, opened, this.clock.now()),
    });
  }
}
