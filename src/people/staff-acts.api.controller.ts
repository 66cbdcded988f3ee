import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { ToldOnce } from '../platform/http/once.interceptor.js';
import { OutcomeBody } from './proposal.api.js';
import { StaffStateForm, StaffTeamsForm } from './staff.dto.js';
import { staffing } from './staff.policy.js';
import { StaffService } from './staff.service.js';

/** What is done to an account. Where somebody else must approve it, the answer says what waits; else that nothing does. */
@ApiTags('staff')
@Controller('api/v1/staff/:staffId')
export class StaffActsApiController {
  constructor(private readonly staff: StaffService) {}

  @Post('teams')
  @Does(staffing.changeTeams)
  @HttpCode(200)
  @ApiOkResponse({ type: OutcomeBody })
  async changeTeams(
    @CurrentActor() actor: Person,
    @Param('staffId', ParseUUIDPipe) staffId: string,
    @Body() given: StaffTeamsForm,
  ): Promise<OutcomeBody> {
    return { waiting: await this.staff.changeTeams(actor, staffId, given) };
  }

  @Post('suspension')
  @Does(staffing.suspend)
  @HttpCode(204)
  @ApiNoContentResponse()
  suspend(
    @CurrentActor() actor: Person,
    @Param('staffId', ParseUUIDPipe) staffId: string,
    @Body() given: StaffStateForm,
  ): Promise<void> {
    return this.staff.suspend(actor, staffId, given);
  }

  @Post('reinstatement')
  @Does(staffing.reinstate)
  @HttpCode(200)
  @ApiOkResponse({ type: OutcomeBody })
  async reinstate(
    @CurrentActor() actor: Person,
    @Param('staffId', ParseUUIDPipe) staffId: string,
    @Body() given: StaffStateForm,
  ): Promise<OutcomeBody> {
    return { waiting: await this.staff.reinstate(actor, staffId, given) };
  }

  @Post('sign-in')
  @ToldOnce()
  @Does(staffing.resetSignIn)
  @HttpCode(200)
  @ApiOkResponse({ type: OutcomeBody })
  async resetSignIn(
    @CurrentActor() actor: Person,
    @Param('staffId', ParseUUIDPipe) staffId: string,
  ): Promise<OutcomeBody> {
    return { waiting: await this.staff.resetSignIn(actor, staffId) };
  }
}
