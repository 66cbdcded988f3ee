import { Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { may } from '../kernel/policy.js';
import { Clock } from '../platform/clock.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { emptyForm, filledForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page } from '../platform/page/page.js';
import { askedForView, moveFilled, taskView } from './task.view.js';
import { TaskDoneForm, TaskForm, TaskMoveForm } from './task.dto.js';
import { tasks } from './task.policy.js';
import { TasksService } from './tasks.service.js';

@Controller('cases/:caseId/tasks')
export class TasksPagesController {
  constructor(
    private readonly tasks: TasksService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Does(tasks.list)
  async list(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Query() { facts, page: asked }: Partial<Record<'facts' | 'page', unknown>> = {},
    form: RawForm = emptyForm,
  ): Promise<Page> {
    const { kase, today, derived, asked: byHand } = await this.tasks.list(actor, caseId, { facts, asked });
    return page('tasks/pages/case-tasks.njk', {
      ...{ form, caseId, reference: kase.reference, mayAsk: may(actor, tasks.make, kase) },
      derived: { ...derived, rows: derived.rows.map((task) => taskView(task, today)) },
      paged: { ...byHand, rows: byHand.rows.map((task) => askedForView(task, today, actor)) },
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

  @Get(':taskId/move')
  @Does(tasks.move)
  async move(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('taskId', ParseUUIDPipe) taskId: string,
    form?: RawForm,
  ): Promise<Page> {
    const { kase, task, people } = await this.tasks.toMove(actor, { caseId, taskId });
    return page('tasks/pages/task-move.njk', {
      ...{ form: form ?? filledForm(moveFilled(task)), caseId, reference: kase.reference, people },
      task: askedForView(task, this.clock.today(), actor),
    });
  }

  @Post(':taskId/moves')
  @Does(tasks.move)
  saveMove(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('taskId', ParseUUIDPipe) taskId: string,
    @Form(TaskMoveForm) form: FormOf<TaskMoveForm>,
  ) {
    return submit(form, {
      act: async (to) => {
        await this.tasks.move(actor, { caseId, taskId }, to);
        return seeOther(`/cases/${caseId}/tasks`);
      },
      again: (raw) => this.move(actor, caseId, taskId, raw),
    });
  }

  @Post(':taskId/withdrawal')
  @Does(tasks.move)
  takeBack(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('taskId', ParseUUIDPipe) taskId: string,
    @Form(TaskDoneForm) form: FormOf<TaskDoneForm>,
  ) {
    return submit(form, {
      act: async (seen) => {
        await this.tasks.takeBack(actor, { caseId, taskId }, seen);
        return seeOther(`/cases/${caseId}/tasks`);
      },
      again: () => this.move(actor, caseId, taskId),
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
