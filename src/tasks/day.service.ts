import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Person } from '../kernel/actor.js';
import type { PlainDate } from '../kernel/plain-date.js';
import { listed } from '../platform/audit/entry.js';
import { Clock } from '../platform/clock.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Paged } from '../platform/page/paging.js';
import { taskRulesNow } from './task-rule.queries.js';
import { ownDesk, ownTeams, tasksOnPage, type Counts, type Task } from './task.queries.js';
import { kindsFor } from './task.rules.js';

/** What somebody has to do, on a day. */
export interface OwnDay {
  readonly today: PlainDate;
  readonly counts: Counts;
  readonly paged: Paged<Task>;
}

@Injectable()
export class Day {
  constructor(
    private readonly db: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Of an advocate the tasks of their own cases; of a supervisor what is theirs in their teams. */
  show(actor: Person, asked: unknown): Promise<OwnDay> {
    return this.db.run(actor, (tx) => this.within(tx, actor, asked));
  }

  /** The same, as a part of what else is shown in one piece of work. */
  async within(tx: EntityManager, { role: asRole }: Person, asked: unknown): Promise<OwnDay> {
    const [today, now] = [this.clock.today(), this.clock.now()];
    const rules = await taskRulesNow(tx);
    const role = asRole === 'supervisor' ? 'supervisor' : 'advocate';
    const among = role === 'supervisor' ? ownTeams : ownDesk;
    const which = { among, kinds: kindsFor(role, rules), rules, today, now };
    const { paged, counts } = await tasksOnPage(tx, which, asked);
    await listed(tx, 'tasks.listed', { rows: paged.rows, idOf: ({ id, caseId }) => caseId ?? id });
    return { today, counts, paged };
  }
}
