import { Controller, Get, Param, ParseUUIDPipe } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { cases } from '../cases/case.policy.js';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { ClocksBody } from './clock.api.js';
import { ClocksService } from './clocks.service.js';

@ApiTags('Cases')
@Controller('api/v1/cases/:caseId/clocks')
export class ClocksApiController {
  constructor(private readonly clocks: ClocksService) {}

  /** The clocks of the referral it came from: due times, what is left, and why they are due then. */
  @Get()
  @Does(cases.view)
  @ApiOkResponse({ type: ClocksBody })
  show(@CurrentActor() actor: Person, @Param('caseId', ParseUUIDPipe) caseId: string): Promise<ClocksBody> {
    return this.clocks.ofCase(actor, caseId);
  }
}
