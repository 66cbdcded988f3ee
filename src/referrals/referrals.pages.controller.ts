import { Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { londonDate } from '../kernel/plain-date.js';
import { inDigits } from '../parties/worded.view.js';
import { Clock } from '../platform/clock.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { emptyForm, filledForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page } from '../platform/page/page.js';
import { ReferralForm } from './referral.dto.js';
import { referrals } from './referral.policy.js';
import type { LikelyDuplicate } from './referral.queries.js';
import { likelyView, referralLists, referralsView, referralView } from './referral.view.js';
import { ReferralsService } from './referrals.service.js';
import { DecisionForm, ReferralsQuery } from './triage.dto.js';
import { TriageService } from './triage.service.js';

@Controller('referrals')
export class ReferralsPagesController {
  constructor(
    private readonly referrals: ReferralsService,
    private readonly triage: TriageService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Does(referrals.view)
  async list(@CurrentActor() actor: Person, @Query() query: ReferralsQuery): Promise<Page> {
    return page(
      'referrals/pages/list.njk',
      referralsView(await this.referrals.list(actor, query), this.clock.now()),
    );
  }

  @Get('new')
  @Does(referrals.record)
  new(@CurrentActor() actor: Person): Promise<Page> {
    return this.form(actor, filledForm({ receivedOn: inDigits(londonDate(this.clock.now())) }));
  }

  @Post()
  @Does(referrals.record)
  create(@CurrentActor() actor: Person, @Form(ReferralForm) form: FormOf<ReferralForm>) {
    return submit(form, {
      act: async (referral) => seeOther(`/referrals/${await this.referrals.record(actor, referral)}`),
      // Whoever may be the same person is shown before a second record of them is made.
      again: async (raw) =>
        this.form(actor, raw, form.ok ? await this.referrals.likely(actor, form.value) : []),
    });
  }

  @Get(':referralId')
  @Does(referrals.view)
  async show(
    @CurrentActor() actor: Person,
    @Param('referralId', ParseUUIDPipe) referralId: string,
    form: RawForm = emptyForm,
  ): Promise<Page> {
    const opened = await this.referrals.show(actor, referralId);
    return page('referrals/pages/show.njk', {
      form,
      referral: referralView(actor, opened, this.clock.now()),
    });
  }

  @Post(':referralId/decision')
  @Does(referrals.decide)
  decide(
    @CurrentActor() actor: Person,
    @Param('referralId', ParseUUIDPipe) referralId: string,
    @Form(DecisionForm) form: FormOf<DecisionForm>,
  ) {
    return submit(form, {
      act: async (decision) => {
        const { caseId } = await this.triage.decide(actor, referralId, decision);
        return seeOther(caseId === null ? `/referrals/${referralId}` : `/cases/${caseId}`);
      },
      again: (raw) => this.show(actor, referralId, raw),
    });
  }

  private async form(actor: Person, form: RawForm, likely: LikelyDuplicate[] = []): Promise<Page> {
    const teams = await this.referrals.teams(actor);
    return page('referrals/pages/new.njk', { form, likely: likelyView(likely), teams, lists: referralLists });
  }
}
