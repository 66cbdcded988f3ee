import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import { Created } from '../cases/case.api.js';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { CaseTasksBody, caseTasksBody } from './task.api.js';
import { TaskDoneForm, TaskForm, TaskMoveForm } from './task.dto.js';
import { tasks } from './task.policy.js';
import { TasksService } from './tasks.service.js';

@ApiTags('Tasks')
@Controller('api/v1/cases/:caseId/tasks')
export class TasksApiController {
  constructor(private readonly tasks: TasksService) {}

  @Get()
  @Does(tasks.list)
  @ApiQuery({ name: 'page', required: false, description: 'Of what somebody asked for' })
  @ApiQuery({ name: 'facts', required: false, description: 'The page of what the facts ask for' })
  @ApiOkResponse({ type: CaseTasksBody })
  async list(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Query('page') asked: unknown,
    @Query('facts') facts: unknown,
  ): Promise<CaseTasksBody> {
    return caseTasksBody(await this.tasks.list(actor, caseId, { facts, asked }));
  }

  @Post()
  @Does(tasks.make)
  @ApiCreatedResponse({ type: Created })
  async make(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Body() task: TaskForm,
  ): Promise<Created> {
    return { id: await this.tasks.make(actor, caseId, task) };
  }

  /** To another day, another person, or both; what it was is kept. */
  @Post(':taskId/moves')
  @Does(tasks.move)
  @HttpCode(204)
  @ApiNoContentResponse()
  move(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('taskId', ParseUUIDPipe) taskId: string,
    @Body() to: TaskMoveForm,
  ): Promise<void> {
    return this.tasks.move(actor, { caseId, taskId }, to);
  }

  /** It need not be done. */
  @Post(':taskId/withdrawal')
  @Does(tasks.move)
  @HttpCode(204)
  @ApiNoContentResponse()
  takeBack(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('taskId', ParseUUIDPipe) taskId: string,
    @Body() seen: TaskDoneForm,
  ): Promise<void> {
    return this.tasks.takeBack(actor, { caseId, taskId }, seen);
  }

  @Post(':taskId/completion')
  @Does(tasks.finish)
  @HttpCode(204)
  @ApiNoContentResponse()
  finish(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('taskId', ParseUUIDPipe) taskId: string,
    @Body() done: TaskDoneForm,
  ): Promise<void> {
    return this.tasks.finish(actor, { caseId, taskId }, done);
  }
}
