import { Body, Controller, Get, HttpCode, Param, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { derivedKindIn } from './task-kind.js';
import { TaskRulesBody } from './task.api.js';
import { TaskRuleForm } from './task.dto.js';
import { taskRules } from './task.policy.js';
import { TaskRulesService } from './task-rules.service.js';

@ApiTags('Tasks')
@Controller('api/v1/task-rules')
export class TaskRulesApiController {
  constructor(private readonly rules: TaskRulesService) {}

  @Get()
  @Does(taskRules.view)
  @ApiOkResponse({ type: TaskRulesBody })
  async list(@CurrentActor() actor: Person): Promise<TaskRulesBody> {
    return { rules: await this.rules.list(actor) };
  }

  @Put(':kind')
  @Does(taskRules.change)
  @HttpCode(204)
  @ApiNoContentResponse()
  change(
    @CurrentActor() actor: Person,
    @Param('kind') kind: string,
    @Body() rule: TaskRuleForm,
  ): Promise<void> {
    return this.rules.change(actor, derivedKindIn(kind), rule);
  }
}
