import { Body, Controller, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import type { ServiceKey } from '../kernel/actor.js';
import { CurrentKey, Does } from '../platform/http/access.js';
import { ReferralSent } from './referral.api.js';
import { referrals } from './referral.policy.js';
import { ReferralsService } from './referrals.service.js';
import { SentReferralForm } from './sent-referral.dto.js';

@ApiTags('Referrals')
@ApiBearerAuth()
@Controller('api/v1/sent-referrals')
export class SentReferralsApiController {
  constructor(private readonly referrals: ReferralsService) {}

  /** What a referrer such as the police sends with a service key. The answer says nothing of anyone. */
  @Post()
  @Does(referrals.send)
  @ApiCreatedResponse({ type: ReferralSent })
  async create(@CurrentKey() key: ServiceKey, @Body() referral: SentReferralForm): Promise<ReferralSent> {
    return { reference: await this.referrals.send(key, referral) };
  }
}
