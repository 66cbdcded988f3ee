import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import type { Person } from '../kernel/actor.js';
import {
  ContactMethodForm,
  EndingForm,
  ReplacementForm,
  VerificationForm,
  WarningForm,
} from '../parties/contact.dto.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { Created } from './case.api.js';
import { cases } from './case.policy.js';
import { ContactMethodsService } from './contact-methods.service.js';

@ApiTags('Clients')
@Controller('api/v1/cases/:caseId/contact-methods')
export class ContactMethodsApiController {
  constructor(private readonly methods: ContactMethodsService) {}

  @Post()
  @Does(cases.keepClient)
  @ApiCreatedResponse({ type: Created })
  async add(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Body() method: ContactMethodForm,
  ): Promise<Created> {
    return { id: await this.methods.add(actor, caseId, method) };
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
    return this.methods.verify(actor, { caseId, methodId }, verification);
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
    return this.methods.warn(actor, { caseId, methodId }, warning);
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
    return { id: await this.methods.replace(actor, { caseId, methodId }, replacement) };
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
    return this.methods.end(actor, { caseId, methodId }, ending);
  }
}
