import { Injectable } from '@nestjs/common';
import type { Case } from '../cases/case.entity.js';
import { openCase } from '../cases/open-case.js';
import type { Person } from '../kernel/actor.js';
import type { CodeEntry } from '../kernel/codelist.js';
import { RuleBroken, Stale } from '../kernel/errors.js';
import type { PlainDate } from '../kernel/plain-date.js';
import { listed } from '../platform/audit/entry.js';
import { Clock } from '../platform/clock.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Paged } from '../platform/page/paging.js';
import {
  askedForIn,
  finishTask,
  insertTask,
  taskIn,
  whoMayBeAsked,
  type AskedFor,
} from './case-tasks.queries.js';
import { taskRulesNow } from './task-rule.queries.js';
import { derivedKinds } from './task.codes.js';
import type { TaskDoneForm, TaskForm } from './task.dto.js';
import { tasks } from './task.policy.js';
import { tasksOnPage, type Task } from './task.queries.js';
import { soundDueDay } from './task.rules.js';

/** What is to be done in a case: what its facts ask for, and what somebody asked for by hand. */
export interface CaseTasks {
  readonly kase: Case;
  readonly today: PlainDate;
  readonly derived: Paged<Task>;
  readonly asked: Paged<AskedFor>;
}

export interface WhichTask {
  readonly caseId: string;
  readonly taskId: string;
}

const ofCases = derivedKinds
  .map(({ code }) => code)
  .filter((kind) => !['emergency_review', 'referral_waiting', 'place_waited_for'].includes(kind));

@Injectable()
export class TasksService {
  constructor(
    private readonly db: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  list(actor: Person, caseId: string, asked: unknown): Promise<CaseTasks> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: tasks.list });
      const today = this.clock.today();
      // An id that the database gave is no text of anybody's.
      const among = { cases: `c.id = '${kase.id}'`, asked: 'false' };
      const which = { among, kinds: ofCases, rules: await taskRulesNow(tx), today };
      const { paged: derived } = await tasksOnPage(tx, which, undefined);
      const byHand = await askedForIn(tx, kase.id, asked);
      await listed(tx, 'tasks.listed', { rows: byHand.rows, idOf: ({ id }) => id });
      return { kase, today, derived, asked: byHand };
    });
  }

  choices(actor: Person, caseId: string): Promise<{ kase: Case; people: readonly CodeEntry[] }> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: tasks.make });
      return { kase, people: await whoMayBeAsked(tx, kase.teamId) };
    });
  }

  /** @throws RuleBroken `not-to-be-asked`, or of `soundDueDay` */
  make(actor: Person, caseId: string, { title, dueOn, forStaff }: TaskForm): Promise<string> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: tasks.make, hold: 'to_add' });
      const people = await whoMayBeAsked(tx, kase.teamId);
      if (!people.some(({ code }) => code === forStaff))
        throw new RuleBroken('not-to-be-asked', 'Select somebody who works in the team of this case');
      const day = soundDueDay(dueOn, this.clock.today());
      const madeAt = this.clock.now();
      const id = await insertTask(tx, { caseId: kase.id, forStaff, dueOn: day, madeAt, title });
      await addHistory(tx, { did: 'task.made', to: id, in: kase.id });
      return id;
    });
  }

  /** @throws Stale where somebody did it meanwhile */
  finish(actor: Person, { caseId, taskId }: WhichTask, { version }: TaskDoneForm): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: tasks.finish });
      const { id, version: now } = await taskIn(tx, kase.id, taskId);
      if ((await finishTask(tx, { id, version }, this.clock.now())) === 0) throw new Stale(now);
      await addHistory(tx, { did: 'task.done', to: id, in: kase.id });
    });
  }
}
