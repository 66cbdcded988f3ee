import { Controller, Get, Param, Post } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { filledForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page } from '../platform/page/page.js';
import { audiences } from './task.codes.js';
import { TaskRuleForm } from './task.dto.js';
import { taskRules } from './task.policy.js';
import { derivedKindIn } from './task-kind.js';
import { TaskRulesService } from './task-rules.service.js';
import { ruleView } from './task.view.js';

@Controller('task-rules')
export class TaskRulesPagesController {
  constructor(private readonly rules: TaskRulesService) {}

  @Get()
  @Does(taskRules.view)
  async list(@CurrentActor() actor: Person): Promise<Page> {
    return page('tasks/pages/task-rules.njk', { rules: (await this.rules.list(actor)).map(ruleView) });
  }

  @Get(':kind/edit')
  @Does(taskRules.change)
  async edit(@CurrentActor() actor: Person, @Param('kind') kind: string, form?: RawForm): Promise<Page> {
    const rule = ruleView(await this.ruleOf(actor, kind));
    return page('tasks/pages/task-rule.njk', { form: form ?? filledForm(rule), rule, audiences });
  }

  @Post(':kind')
  @Does(taskRules.change)
  update(
    @CurrentActor() actor: Person,
    @Param('kind') kind: string,
    @Form(TaskRuleForm) form: FormOf<TaskRuleForm>,
  ) {
    return submit(form, {
      act: async (given) => {
        await this.rules.change(actor, derivedKindIn(kind), given);
        return seeOther('/task-rules');
      },
      again: (raw) => this.edit(actor, kind, raw),
      stored: async () => filledForm({ ...(await this.ruleOf(actor, kind)) }),
    });
  }

  private async ruleOf(actor: Person, kind: string) {
    const wanted = derivedKindIn(kind);
    const rule = (await this.rules.list(actor)).find((each) => each.kind === wanted);
    if (!rule) throw new Error('Every kind has its rule');
    return rule;
  }
}
