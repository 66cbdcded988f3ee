import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Case } from '../cases/case.entity.js';
import type { CaseScope } from '../cases/case.policy.js';
import { openCase } from '../cases/open-case.js';
import type { Person } from '../kernel/actor.js';
import type { CodeEntry } from '../kernel/codelist.js';
import { NotFound, RuleBroken, Stale } from '../kernel/errors.js';
import type { PlainDate } from '../kernel/plain-date.js';
import type { Permission } from '../kernel/policy.js';
import { listed } from '../platform/audit/entry.js';
import { Clock } from '../platform/clock.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Paged } from '../platform/page/paging.js';
import * as kept from './case-tasks.queries.js';
import { taskRulesNow } from './task-rule.queries.js';
import { derivedKinds } from './task.codes.js';
import type { TaskDoneForm, TaskForm, TaskMoveForm } from './task.dto.js';
import { tasks } from './task.policy.js';
import { tasksOnPage, type Task } from './task.queries.js';
import { mayMove, soundDueDay, soundMove } from './task.rules.js';

/** What is to be done in a case: what its facts ask for, and what somebody asked for by hand. */
export interface CaseTasks {
  readonly kase: Case;
  readonly today: PlainDate;
  readonly derived: Paged<Task>;
  readonly asked: Paged<kept.AskedFor>;
}

/** Which pages of the two lists, as they were asked for. */
export interface PagesAsked {
  readonly facts: unknown;
  readonly asked: unknown;
}

export interface WhichTask {
  readonly caseId: string;
  readonly taskId: string;
}

export interface ToMove {
  readonly kase: Case;
  readonly task: kept.AskedFor;
  readonly people: readonly CodeEntry[];
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

  list(actor: Person, caseId: string, pages: PagesAsked): Promise<CaseTasks> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: tasks.list });
      const [today, now] = [this.clock.today(), this.clock.now()];
      // An id that the database gave is no text of anybody's.
      const among = { cases: `c.id = '${kase.id}'`, asked: 'false' };
      const which = { among, kinds: ofCases, rules: await taskRulesNow(tx), today, now };
      const { paged: derived } = await tasksOnPage(tx, which, pages.facts);
      const byHand = await kept.askedForIn(tx, kase.id, pages.asked);
      await listed(tx, 'tasks.listed', { rows: [...derived.rows, ...byHand.rows], idOf: ({ id }) => id });
      return { kase, today, derived, asked: byHand };
    });
  }

  choices(actor: Person, caseId: string): Promise<{ kase: Case; people: readonly CodeEntry[] }> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: tasks.make });
      return { kase, people: await kept.whoMayBeAsked(tx, kase.id) };
    });
  }

  /** @throws RuleBroken `not-to-be-asked`, or of `soundDueDay` */
  make(actor: Person, caseId: string, { title, dueOn, forStaff }: TaskForm): Promise<string> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: tasks.make, hold: 'to_add' });
      await soundAsked(tx, kase.id, forStaff);
      const day = soundDueDay(dueOn, this.clock.today());
      const madeAt = this.clock.now();
      const id = await kept.insertTask(tx, { caseId: kase.id, forStaff, dueOn: day, madeAt, title });
      await addHistory(tx, { did: 'task.made', to: id, in: kase.id });
      return id;
    });
  }

  /** @throws Stale where it is no longer to be done, or was moved meanwhile */
  finish(actor: Person, which: WhichTask, { version }: TaskDoneForm): Promise<void> {
    return this.change(actor, which, {
      ...{ permission: tasks.finish, did: 'task.done' },
      write: (tx, { id }) => kept.finishTask(tx, { id, version }, this.clock.now()),
    });
  }

  /** The task, and whom it can be given to. @throws NotFound where it does not concern whoever asks */
  toMove(actor: Person, { caseId, taskId }: WhichTask): Promise<ToMove> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: tasks.move });
      const task = concerning(actor, await kept.askedForAs(tx, kase.id, taskId));
      return { kase, task, people: await kept.whoMayBeAsked(tx, kase.id) };
    });
  }

  /** @throws Stale as `finish`; RuleBroken `not-to-be-asked`, or of `soundMove`; NotFound where it does not concern whoever asks */
  move(actor: Person, which: WhichTask, { dueOn, forStaff, version }: TaskMoveForm): Promise<void> {
    return this.change(actor, which, {
      ...{ permission: tasks.move, did: 'task.moved' },
      write: async (tx, task, kase) => {
        const to = soundMove(concerning(actor, task), { dueOn, forStaff }, this.clock.today());
        if (forStaff !== task.forStaff) await soundAsked(tx, kase.id, forStaff);
        return kept.moveTask(tx, { id: task.id, version }, { ...to, at: this.clock.now() });
      },
    });
  }

  /** @throws Stale as `finish`; NotFound where it does not concern whoever asks */
  takeBack(actor: Person, which: WhichTask, { version }: TaskDoneForm): Promise<void> {
    return this.change(actor, which, {
      ...{ permission: tasks.move, did: 'task.taken_back' },
      write: (tx, task) =>
        kept.takeTaskBack(tx, { id: concerning(actor, task).id, version }, this.clock.now()),
    });
  }

  private change(
    actor: Person,
    { caseId, taskId }: WhichTask,
    { permission, did, write }: Change,
  ): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission });
      const task = await kept.askedForAs(tx, kase.id, taskId);
      if ((await write(tx, task, kase)) === 0) throw new Stale(task.version);
      await addHistory(tx, { did, to: task.id, in: kase.id });
    });
  }
}

interface Change {
  readonly permission: Permission<CaseScope>;
  readonly did: string;
  /** How many it changed: one, or none where it is not as it was seen. */
  readonly write: (tx: EntityManager, task: kept.AskedFor, kase: Case) => Promise<number>;
}

/** @throws NotFound where it is nothing to them */
function concerning(actor: Person, task: kept.AskedFor): kept.AskedFor {
  if (!mayMove(task, actor)) throw new NotFound();
  return task;
}

/** @throws RuleBroken `not-to-be-asked` */
async function soundAsked(tx: EntityManager, caseId: string, forStaff: string): Promise<void> {
  const people = await kept.whoMayBeAsked(tx, caseId);
  if (!people.some(({ code }) => code === forStaff))
    throw new RuleBroken('not-to-be-asked', 'Select somebody who works in the team of this case');
}
