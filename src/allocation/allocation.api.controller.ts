import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { cases } from '../cases/case.policy.js';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { AllocationForm, NeedsForm } from './allocation.dto.js';
import { AllocationService } from './allocation.service.js';
import { ProposalsBody } from './worker.api.js';
import { needs } from './worker.policy.js';

@ApiTags('Cases')
@Controller('api/v1/cases/:caseId')
export class AllocationApiController {
  constructor(private readonly allocation: AllocationService) {}

  @Get('proposed-workers')
  @Does(cases.allocate)
  @ApiOkResponse({ type: ProposalsBody })
  async propose(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
  ): Promise<ProposalsBody> {
    const { kase, needs, proposed } = await this.allocation.open(actor, caseId);
    return { version: kase.version, needs, proposed };
  }

  @Post('allocation')
  @Does(cases.allocate)
  @HttpCode(204)
  @ApiNoContentResponse()
  allocate(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Body() allocation: AllocationForm,
  ): Promise<void> {
    return this.allocation.allocate(actor, caseId, allocation);
  }

  @Post('needs')
  @Does(needs.set)
  @HttpCode(204)
  @ApiNoContentResponse()
  setNeeds(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Body() given: NeedsForm,
  ): Promise<void> {
    return this.allocation.setNeeds(actor, caseId, given);
  }
}
