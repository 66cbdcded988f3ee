import { Body, Controller, Get, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Person } from '../kernel/actor.js';
import { Created } from '../cases/case.api.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { referrals } from './referral.policy.js';
import { AnsweringBody, answeringBody } from './referrer.api.js';
import { AgreementForm, NoticeForm } from './referrer.dto.js';
import { ReferrerService } from './referrer.service.js';

@ApiTags('Referrals')
@Controller('api/v1/referrals/:referralId')
export class ReferrerApiController {
  constructor(private readonly referrer: ReferrerService) {}

  @Get('referrer')
  @Does(referrals.tellReferrer)
  @ApiOkResponse({ type: AnsweringBody })
  async show(
    @CurrentActor() actor: Person,
    @Param('referralId', ParseUUIDPipe) referralId: string,
  ): Promise<AnsweringBody> {
    return answeringBody(await this.referrer.show(actor, referralId));
  }

  @Post('referrer-answers')
  @Does(referrals.tellReferrer)
  @ApiCreatedResponse({ type: Created })
  async answer(
    @CurrentActor() actor: Person,
    @Param('referralId', ParseUUIDPipe) referralId: string,
    @Body() answer: AgreementForm,
  ): Promise<Created> {
    return { id: await this.referrer.recordAnswer(actor, referralId, answer) };
  }

  @Post('referrer-notices')
  @Does(referrals.tellReferrer)
  @ApiCreatedResponse({ type: Created })
  async tell(
    @CurrentActor() actor: Person,
    @Param('referralId', ParseUUIDPipe) referralId: string,
    @Body() notice: NoticeForm,
  ): Promise<Created> {
    return { id: await this.referrer.tell(actor, referralId, notice) };
  }
}
