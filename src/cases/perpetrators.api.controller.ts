import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import type { Person } from '../kernel/actor.js';
import { IdentifierForm, PerpetratorForm, RetractionForm } from '../parties/identifier.dto.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { Created } from './case.api.js';
import { cases } from './case.policy.js';
import { PerpetratorsService } from './perpetrators.service.js';

@ApiTags('Clients')
@Controller('api/v1/cases/:caseId')
export class PerpetratorsApiController {
  constructor(private readonly perpetrators: PerpetratorsService) {}

  @Put('perpetrator')
  @Does(cases.keepClient)
  @HttpCode(204)
  @ApiNoContentResponse()
  correct(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Body() correction: PerpetratorForm,
  ): Promise<void> {
    return this.perpetrators.correct(actor, caseId, correction);
  }

  @Post('identifiers')
  @Does(cases.keepClient)
  @ApiCreatedResponse({ type: Created })
  async add(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Body() identifier: IdentifierForm,
  ): Promise<Created> {
    return { id: await this.perpetrators.addIdentifier(actor, caseId, identifier) };
  }

  @Post('identifiers/:identifierId/retraction')
  @Does(cases.keepClient)
  @HttpCode(204)
  @ApiNoContentResponse()
  retract(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('identifierId', ParseUUIDPipe) identifierId: string,
    @Body() retraction: RetractionForm,
  ): Promise<void> {
    return this.perpetrators.retractIdentifier(actor, { caseId, identifierId }, retraction);
  }
}
