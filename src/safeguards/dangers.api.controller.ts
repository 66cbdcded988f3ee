import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import { Created } from '../cases/case.api.js';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { DangerBody, dangerBody } from './danger.api.js';
import { AgreedForm, DangerEndingForm, LeadToldForm, PoliceToldForm, WhereaboutsForm } from './danger.dto.js';
import { dangers } from './danger.policy.js';
import { DangersService } from './dangers.service.js';

@ApiTags('safeguards')
@Controller('api/v1/cases/:caseId/danger')
export class DangersApiController {
  constructor(private readonly dangers: DangersService) {}

  /** The danger that is not over, with what was done, and those that are, the latest first. */
  @Get()
  @Does(dangers.view)
  @ApiQuery({ name: 'page', required: false, type: Number })
  @ApiOkResponse({ type: DangerBody })
  async show(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Query('page') asked?: unknown,
  ): Promise<DangerBody> {
    return dangerBody(await this.dangers.screen(actor, caseId, asked));
  }

  /** The first step of any kind begins a danger; a second one of the same kind adds to it, or puts it right. */
  @Post('police')
  @Does(dangers.step)
  @ApiCreatedResponse({ type: Created })
  async police(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Body() told: PoliceToldForm,
  ): Promise<Created> {
    return { id: await this.dangers.police(actor, caseId, told) };
  }

  @Post('lead')
  @Does(dangers.step)
  @ApiCreatedResponse({ type: Created })
  async lead(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Body() told: LeadToldForm,
  ): Promise<Created> {
    return { id: await this.dangers.lead(actor, caseId, told) };
  }

  @Post('agreed')
  @Does(dangers.step)
  @ApiCreatedResponse({ type: Created })
  async agreed(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Body() said: AgreedForm,
  ): Promise<Created> {
    return { id: await this.dangers.agreed(actor, caseId, said) };
  }

  @Post('whereabouts')
  @Does(dangers.step)
  @ApiCreatedResponse({ type: Created })
  async whereabouts(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Body() said: WhereaboutsForm,
  ): Promise<Created> {
    return { id: await this.dangers.whereabouts(actor, caseId, said) };
  }

  @Post('ending')
  @Does(dangers.end)
  @HttpCode(204)
  @ApiNoContentResponse()
  end(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Body() ending: DangerEndingForm,
  ): Promise<void> {
    return this.dangers.end(actor, caseId, ending);
  }
}
