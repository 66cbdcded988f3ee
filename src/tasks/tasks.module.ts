import { Module } from '@nestjs/common';
import { DayApiController } from './day.api.controller.js';
import { DayPagesController } from './day.pages.controller.js';
import { Day } from './day.service.js';
import { TaskRulesApiController } from './task-rules.api.controller.js';
import { TaskRulesPagesController } from './task-rules.pages.controller.js';
import { TaskRulesService } from './task-rules.service.js';
import { TasksApiController } from './tasks.api.controller.js';
import { TasksPagesController } from './tasks.pages.controller.js';
import { TasksService } from './tasks.service.js';

@Module({
  controllers: [
    DayPagesController,
    TasksPagesController,
    TaskRulesPagesController,
    DayApiController,
    TasksApiController,
    TaskRulesApiController,
  ],
  providers: [Day, TasksService, TaskRulesService],
  exports: [Day],
})
export class TasksModule {}
