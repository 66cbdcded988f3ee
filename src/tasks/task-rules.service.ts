import { Injectable } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { keepTaskRule, taskRulesNow } from './task-rule.queries.js';
import type { DerivedKind } from './task.codes.js';
import type { TaskRuleForm } from './task.dto.js';
import { soundRule, type TaskRule } from './task.rules.js';

/** When tasks are due in a service. A change holds at once for every case: nothing was worked out beforehand. */
@Injectable()
export class TaskRulesService {
  constructor(private readonly db: UnitOfWork) {}

  list(actor: Person): Promise<TaskRule[]> {
    return this.db.run(actor, taskRulesNow);
  }

  /** @throws Stale where somebody changed it meanwhile; RuleBroken of `soundRule` */
  change(actor: Person, kind: DerivedKind, form: TaskRuleForm): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const { days, forWhom, version } = form;
      await keepTaskRule(tx, soundRule({ kind, days, forWhom, version }));
      await addHistory(tx, { did: 'task_rule.changed', to: actor.organisationId });
    });
  }
}
