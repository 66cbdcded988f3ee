import { Body, Controller, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import type { Person } from '../kernel/actor.js';
import { Created } from '../cases/case.api.js';
import { AttemptForm } from '../cases/case.dto.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { ReachingService } from './reaching.service.js';
import { referrals } from './referral.policy.js';

@ApiTags('Referrals')
@Controller('api/v1/referrals/:referralId')
export class ReachingApiController {
  constructor(private readonly reaching: ReachingService) {}

  /** An attempt to reach whoever is referred, before there is a case. What it teaches of a number holds at once. */
  @Post('contacts')
  @Does(referrals.contact)
  @ApiCreatedResponse({ type: Created })
  async contact(
    @CurrentActor() actor: Person,
    @Param('referralId', ParseUUIDPipe) referralId: string,
    @Body() attempt: AttemptForm,
  ): Promise<Created> {
    return { id: await this.reaching.record(actor, referralId, attempt) };
  }
}
