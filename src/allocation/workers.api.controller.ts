import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Created } from '../cases/case.api.js';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { AbsencesService } from './absences.service.js';
import { AbsenceForm, CapacityForm, LeavingForm, NeedsForm, PeriodQuery } from './allocation.dto.js';
import { LeavingService } from './leaving.service.js';
import {
  LeaverBody,
  leaverBody,
  LeftBody,
  WorkerBody,
  workerBody,
  WorkersPage,
  workersPage,
} from './worker.api.js';
import { workers } from './worker.policy.js';
import { WorkersService } from './workers.service.js';

@ApiTags('Workers')
@Controller('api/v1/workers')
export class WorkersApiController {
  constructor(
    private readonly workers: WorkersService,
    private readonly absences: AbsencesService,
    private readonly leaving: LeavingService,
  ) {}

  @Get()
  @Does(workers.view)
  @ApiOkResponse({ type: WorkersPage })
  async list(@CurrentActor() actor: Person, @Query() query: PeriodQuery): Promise<WorkersPage> {
    return workersPage(await this.workers.report(actor, query));
  }

  @Get(':workerId')
  @Does(workers.view)
  @ApiOkResponse({ type: WorkerBody })
  async show(
    @CurrentActor() actor: Person,
    @Param('workerId', ParseUUIDPipe) staffId: string,
  ): Promise<WorkerBody> {
    return workerBody(await this.workers.show(actor, staffId));
  }

  @Post(':workerId/capacities')
  @Does(workers.setCapacity)
  @ApiCreatedResponse({ type: Created })
  async setCapacity(
    @CurrentActor() actor: Person,
    @Param('workerId', ParseUUIDPipe) staffId: string,
    @Body() given: CapacityForm,
  ): Promise<Created> {
    return { id: await this.workers.setCapacity(actor, staffId, given) };
  }

  @Post(':workerId/abilities')
  @Does(workers.setAbilities)
  @HttpCode(204)
  @ApiNoContentResponse()
  setAbilities(
    @CurrentActor() actor: Person,
    @Param('workerId', ParseUUIDPipe) staffId: string,
    @Body() given: NeedsForm,
  ): Promise<void> {
    return this.workers.setAbilities(actor, staffId, given);
  }

  @Post(':workerId/absences')
  @Does(workers.keepAbsences)
  @ApiCreatedResponse({ type: Created })
  async recordAbsence(
    @CurrentActor() actor: Person,
    @Param('workerId', ParseUUIDPipe) staffId: string,
    @Body() given: AbsenceForm,
  ): Promise<Created> {
    return { id: await this.absences.record(actor, staffId, given) };
  }

  @Get(':workerId/caseload')
  @Does(workers.letGo)
  @ApiOkResponse({ type: LeaverBody })
  async caseload(
    @CurrentActor() actor: Person,
    @Param('workerId', ParseUUIDPipe) staffId: string,
  ): Promise<LeaverBody> {
    return leaverBody(await this.leaving.open(actor, staffId));
  }

  @Post(':workerId/leaving')
  @Does(workers.letGo)
  @HttpCode(200)
  @ApiOkResponse({ type: LeftBody })
  leave(
    @CurrentActor() actor: Person,
    @Param('workerId', ParseUUIDPipe) staffId: string,
    @Body() given: LeavingForm,
  ): Promise<LeftBody> {
    return this.leaving.leave(actor, staffId, given);
  }
}
