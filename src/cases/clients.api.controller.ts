import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import type { Person } from '../kernel/actor.js';
import { ConsentForm, CorrectionForm } from '../parties/party.dto.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { Created } from './case.api.js';
import { cases } from './case.policy.js';
import { ClientsService } from './clients.service.js';

@ApiTags('Clients')
@Controller('api/v1/cases/:caseId')
export class ClientsApiController {
  constructor(private readonly clients: ClientsService) {}

  @Put('client')
  @Does(cases.keepClient)
  @HttpCode(204)
  @ApiNoContentResponse()
  correct(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Body() correction: CorrectionForm,
  ): Promise<void> {
    return this.clients.correct(actor, caseId, correction);
  }

  @Post('consents')
  @Does(cases.keepClient)
  @ApiCreatedResponse({ type: Created })
  async consent(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Body() consent: ConsentForm,
  ): Promise<Created> {
    return { id: await this.clients.recordConsent(actor, caseId, consent) };
  }
}
