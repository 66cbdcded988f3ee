import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
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
import { Created } from './case.api.js';
import { cases } from './case.policy.js';
import {
  ContactMethodPage,
  contactMethodPage,
  SafetySaidPage,
  safetySaidPage,
} from './contact-methods.api.js';
import { ContactMethodsService } from './contact-methods.service.js';
import { inCase } from './where-met.js';

@ApiTags('Clients')
@Controller('api/v1/cases/:caseId/contact-methods')
export class ContactMethodsApiController {
  constructor(
    private readonly methods: ContactMethodsService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Does(cases.keepClient)
  @ApiOkResponse({ type: ContactMethodPage })
  async list(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Query('page') asked: unknown,
  ): Promise<ContactMethodPage> {
    return contactMethodPage(await this.methods.list(actor, inCase(caseId)), asked, this.clock.now());
  }

  @Post()
  @Does(cases.keepClient)
  @ApiCreatedResponse({ type: Created })
  async add(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Body() method: ContactMethodForm,
  ): Promise<Created> {
    return { id: await this.methods.add(actor, inCase(caseId), method) };
  }

  /** What was ever said of it, the latest first. */
  @Get(':methodId/versions')
  @Does(cases.keepClient)
  @ApiOkResponse({ type: SafetySaidPage })
  async versions(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('methodId', ParseUUIDPipe) methodId: string,
    @Query('page') asked: unknown,
  ): Promise<SafetySaidPage> {
    return safetySaidPage(await this.methods.show(actor, { where: inCase(caseId), methodId }, asked));
  }

  @Post(':methodId/verification')
  @Does(cases.keepClient)
  @HttpCode(204)
  @ApiNoContentResponse()
  verify(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('methodId', ParseUUIDPipe) methodId: string,
    @Body() verification: VerificationForm,
  ): Promise<void> {
    return this.methods.verify(actor, { where: inCase(caseId), methodId }, verification);
  }

  @Post(':methodId/warning')
  @Does(cases.keepClient)
  @HttpCode(204)
  @ApiNoContentResponse()
  warn(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('methodId', ParseUUIDPipe) methodId: string,
    @Body() warning: WarningForm,
  ): Promise<void> {
    return this.methods.warn(actor, { where: inCase(caseId), methodId }, warning);
  }

  @Post(':methodId/replacement')
  @Does(cases.keepClient)
  @ApiCreatedResponse({ type: Created })
  async replace(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('methodId', ParseUUIDPipe) methodId: string,
    @Body() replacement: ReplacementForm,
  ): Promise<Created> {
    return { id: await this.methods.replace(actor, { where: inCase(caseId), methodId }, replacement) };
  }

  @Post(':methodId/ending')
  @Does(cases.keepClient)
  @HttpCode(204)
  @ApiNoContentResponse()
  end(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('methodId', ParseUUIDPipe) methodId: string,
    @Body() ending: EndingForm,
  ): Promise<void> {
    return this.methods.end(actor, { where: inCase(caseId), methodId }, ending);
  }
}
