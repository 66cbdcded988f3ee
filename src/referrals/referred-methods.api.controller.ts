import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Created } from '../cases/case.api.js';
import {
  ContactMethodPage,
  contactMethodPage,
  SafetySaidPage,
  safetySaidPage,
} from '../cases/contact-methods.api.js';
import { ContactMethodsService } from '../cases/contact-methods.service.js';
import type { Person } from '../kernel/actor.js';
import {
  ContactMethodForm,
  EndingForm,
  ReplacementForm,
  VerificationForm,
  WarningForm,
} from '../parties/contact.dto.js';
import { Clock } from '../platform/clock.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { inReferral } from './open-referral.js';
import { referrals } from './referral.policy.js';

@ApiTags('Referrals')
@Controller('api/v1/referrals/:referralId/contact-methods')
export class ReferredMethodsApiController {
  constructor(
    private readonly methods: ContactMethodsService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Does(referrals.keepClient)
  @ApiOkResponse({ type: ContactMethodPage })
  async list(
    @CurrentActor() actor: Person,
    @Param('referralId', ParseUUIDPipe) referralId: string,
    @Query('page') asked: unknown,
  ): Promise<ContactMethodPage> {
    return contactMethodPage(await this.methods.list(actor, inReferral(referralId)), asked, this.clock.now());
  }

  @Post()
  @Does(referrals.keepClient)
  @ApiCreatedResponse({ type: Created })
  async add(
    @CurrentActor() actor: Person,
    @Param('referralId', ParseUUIDPipe) referralId: string,
    @Body() method: ContactMethodForm,
  ): Promise<Created> {
    return { id: await this.methods.add(actor, inReferral(referralId), method) };
  }

  /** What was ever said of it, the latest first. */
  @Get(':methodId/versions')
  @Does(referrals.keepClient)
  @ApiOkResponse({ type: SafetySaidPage })
  async versions(
    @CurrentActor() actor: Person,
    @Param('referralId', ParseUUIDPipe) referralId: string,
    @Param('methodId', ParseUUIDPipe) methodId: string,
    @Query('page') asked: unknown,
  ): Promise<SafetySaidPage> {
    return safetySaidPage(await this.methods.show(actor, { where: inReferral(referralId), methodId }, asked));
  }

  @Post(':methodId/verification')
  @Does(referrals.keepClient)
  @HttpCode(204)
  @ApiNoContentResponse()
  verify(
    @CurrentActor() actor: Person,
    @Param('referralId', ParseUUIDPipe) referralId: string,
    @Param('methodId', ParseUUIDPipe) methodId: string,
    @Body() verification: VerificationForm,
  ): Promise<void> {
    return this.methods.verify(actor, { where: inReferral(referralId), methodId }, verification);
  }

  @Post(':methodId/warning')
  @Does(referrals.keepClient)
  @HttpCode(204)
  @ApiNoContentResponse()
  warn(
    @CurrentActor() actor: Person,
    @Param('referralId', ParseUUIDPipe) referralId: string,
    @Param('methodId', ParseUUIDPipe) methodId: string,
    @Body() warning: WarningForm,
  ): Promise<void> {
    return this.methods.warn(actor, { where: inReferral(referralId), methodId }, warning);
  }

  @Post(':methodId/replacement')
  @Does(referrals.keepClient)
  @ApiCreatedResponse({ type: Created })
  async replace(
    @CurrentActor() actor: Person,
    @Param('referralId', ParseUUIDPipe) referralId: string,
    @Param('methodId', ParseUUIDPipe) methodId: string,
    @Body() replacement: ReplacementForm,
  ): Promise<Created> {
    return {
      id: await this.methods.replace(actor, { where: inReferral(referralId), methodId }, replacement),
    };
  }

  @Post(':methodId/ending')
  @Does(referrals.keepClient)
  @HttpCode(204)
  @ApiNoContentResponse()
  end(
    @CurrentActor() actor: Person,
    @Param('referralId', ParseUUIDPipe) referralId: string,
    @Param('methodId', ParseUUIDPipe) methodId: string,
    @Body() ending: EndingForm,
  ): Promise<void> {
    return this.methods.end(actor, { where: inReferral(referralId), methodId }, ending);
  }
}
