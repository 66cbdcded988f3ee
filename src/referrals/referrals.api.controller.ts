import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Person } from '../kernel/actor.js';
import { Clock } from '../platform/clock.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import {
  ReferralBody,
  referralBody,
  ReferralCreated,
  ReferralDecided,
  ReferralPage,
  referralPage,
} from './referral.api.js';
import { ReferralForm } from './referral.dto.js';
import { referrals } from './referral.policy.js';
import { ReferralsService } from './referrals.service.js';
import { DecisionForm, ReferralsQuery } from './triage.dto.js';
import { TriageService } from './triage.service.js';

@ApiTags('Referrals')
@Controller('api/v1/referrals')
export class ReferralsApiController {
  constructor(
    private readonly referrals: ReferralsService,
    private readonly triage: TriageService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Does(referrals.view)
  @ApiOkResponse({ type: ReferralPage })
  async list(@CurrentActor() actor: Person, @Query() query: ReferralsQuery): Promise<ReferralPage> {
    return referralPage(await this.referrals.list(actor, query));
  }

  @Post()
  @Does(referrals.record)
  @ApiCreatedResponse({ type: ReferralCreated })
  async create(@CurrentActor() actor: Person, @Body() referral: ReferralForm): Promise<ReferralCreated> {
    return { id: await this.referrals.record(actor, referral) };
  }

  @Get(':referralId')
  @Does(referrals.view)
  @ApiOkResponse({ type: ReferralBody })
  async show(
    @CurrentActor() actor: Person,
    @Param('referralId', ParseUUIDPipe) referralId: string,
  ): Promise<ReferralBody> {
    return referralBody(await this.referrals.show(actor, referralId), this.clock.now());
  }

  @Post(':referralId/decision')
  @Does(referrals.decide)
  @HttpCode(200)
  @ApiOkResponse({ type: ReferralDecided })
  decide(
    @CurrentActor() actor: Person,
    @Param('referralId', ParseUUIDPipe) referralId: string,
    @Body() decision: DecisionForm,
  ): Promise<ReferralDecided> {
    return this.triage.decide(actor, referralId, decision);
  }
}
