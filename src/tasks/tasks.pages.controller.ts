import { Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { may } from '../kernel/policy.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { emptyForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page } from '../platform/page/page.js';
import { askedForView, taskView } from './task.view.js';
import { TaskDoneForm, TaskForm } from './task.dto.js';
import { tasks } from './task.policy.js';
import { TasksService } from './tasks.service.js';

@Controller('cases/:caseId/tasks')
export class TasksPagesController {
  constructor(private readonly tasks: TasksService) {}

  @Get()
  @Does(tasks.list)
  async list(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Query('page') asked: unknown,
    form: RawForm = emptyForm,
  ): Promise<Page> {
    const { kase, today, derived, asked: byHand } = await this.tasks.list(actor, caseId, asked);
    return page('tasks/pages/case-tasks.njk', {
      ...{ form, caseId, reference: kase.reference, mayAsk: may(actor, tasks.make, kase) },
      derived: derived.rows.map((task) => taskView(task, today)),
      paged: { ...byHand, rows: byHand.rows.map((task) => askedForView(task, today)) },
    });
  }

  @Get('new')
  @Does(tasks.make)
  async new(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    form: RawForm = emptyForm,
  ): Promise<Page> {
    const { kase, people } = await this.tasks.choices(actor, caseId);
    return page('tasks/pages/task-new.njk', { form, caseId, reference: kase.reference, people });
  }

  @Post()
  @Does(tasks.make)
  create(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Form(TaskForm) form: FormOf<TaskForm>,
  ) {
    return submit(form, {
      act: async (task) => {
        await this.tasks.make(actor, caseId, task);
        return seeOther(`/cases/${caseId}/tasks`);
      },
      again: (raw) => this.new(actor, caseId, raw),
    });
  }

  @Post(':taskId/completion')
  @Does(tasks.finish)
  finish(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('taskId', ParseUUIDPipe) taskId: string,
    @Form(TaskDoneForm) form: FormOf<TaskDoneForm>,
  ) {
    return submit(form, {
      act: async (done) => {
        await this.tasks.finish(actor, { caseId, taskId }, done);
        return seeOther(`/cases/${caseId}/tasks`);
      },
      again: (raw) => this.list(actor, caseId, undefined, raw),
    });
  }
}
