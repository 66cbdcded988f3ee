import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { EscalationService } from './escalation.service.js';
import { HandlingService } from './handling.service.js';
import { EscalatedPage, escalatedPage, ReferralDecided } from './referral.api.js';
import { referrals } from './referral.policy.js';
import { AmendmentForm, DeciderForm, MoveForm, PauseForm } from './triage.dto.js';
import { TriageService } from './triage.service.js';

@ApiTags('Referrals')
@Controller('api/v1')
export class TriageApiController {
  constructor(
    private readonly handling: HandlingService,
    private readonly triage: TriageService,
    private readonly escalation: EscalationService,
  ) {}

  @Get('referral-escalations')
  @Does(referrals.seeEscalated)
  @ApiOkResponse({ type: EscalatedPage })
  async escalated(@CurrentActor() actor: Person, @Query('page') asked: unknown): Promise<EscalatedPage> {
    return escalatedPage(await this.escalation.list(actor, asked));
  }

  /** Moves a referral that no supervisor of its team can open to a team of one's own. */
  @Post('referral-escalations/:referralId/team')
  @Does(referrals.move)
  @HttpCode(204)
  @ApiNoContentResponse()
  move(
    @CurrentActor() actor: Person,
    @Param('referralId', ParseUUIDPipe) referralId: string,
    @Body() given: MoveForm,
  ): Promise<void> {
    return this.escalation.move(actor, referralId, given);
  }

  @Post('referrals/:referralId/decider')
  @Does(referrals.handle)
  @HttpCode(204)
  @ApiNoContentResponse()
  takeUp(
    @CurrentActor() actor: Person,
    @Param('referralId', ParseUUIDPipe) referralId: string,
    @Body() decider: DeciderForm,
  ): Promise<void> {
    return this.handling.takeUp(actor, referralId, decider);
  }

  @Post('referrals/:referralId/pauses')
  @Does(referrals.stopClocks)
  @HttpCode(204)
  @ApiNoContentResponse()
  pause(
    @CurrentActor() actor: Person,
    @Param('referralId', ParseUUIDPipe) referralId: string,
    @Body() pause: PauseForm,
  ): Promise<void> {
    return this.handling.pause(actor, referralId, pause);
  }

  @Post('referrals/:referralId/pause-ending')
  @Does(referrals.stopClocks)
  @HttpCode(204)
  @ApiNoContentResponse()
  resume(
    @CurrentActor() actor: Person,
    @Param('referralId', ParseUUIDPipe) referralId: string,
  ): Promise<void> {
    return this.handling.resume(actor, referralId);
  }

  @Post('referrals/:referralId/amendment')
  @Does(referrals.amend)
  @HttpCode(200)
  @ApiOkResponse({ type: ReferralDecided })
  amend(
    @CurrentActor() actor: Person,
    @Param('referralId', ParseUUIDPipe) referralId: string,
    @Body() amendment: AmendmentForm,
  ): Promise<ReferralDecided> {
    return this.triage.amend(actor, referralId, amendment);
  }
}
