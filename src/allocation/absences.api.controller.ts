import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { AbsencesService } from './absences.service.js';
import { CoverForm } from './allocation.dto.js';
import { absenceBody, OpenedAbsenceBody } from './worker.api.js';
import { workers } from './worker.policy.js';

@ApiTags('Workers')
@Controller('api/v1/absences/:absenceId')
export class AbsencesApiController {
  constructor(private readonly absences: AbsencesService) {}

  @Get()
  @Does(workers.keepAbsences)
  @ApiOkResponse({ type: OpenedAbsenceBody })
  async show(
    @CurrentActor() actor: Person,
    @Param('absenceId', ParseUUIDPipe) absenceId: string,
  ): Promise<OpenedAbsenceBody> {
    return absenceBody(await this.absences.show(actor, absenceId));
  }

  @Post('cover')
  @Does(workers.keepAbsences)
  @HttpCode(204)
  @ApiNoContentResponse()
  cover(
    @CurrentActor() actor: Person,
    @Param('absenceId', ParseUUIDPipe) absenceId: string,
    @Body() given: CoverForm,
  ): Promise<void> {
    return this.absences.cover(actor, absenceId, given);
  }

  @Post('cancellation')
  @Does(workers.keepAbsences)
  @HttpCode(204)
  @ApiNoContentResponse()
  async cancel(
    @CurrentActor() actor: Person,
    @Param('absenceId', ParseUUIDPipe) absenceId: string,
  ): Promise<void> {
    await this.absences.cancel(actor, absenceId);
  }
}
