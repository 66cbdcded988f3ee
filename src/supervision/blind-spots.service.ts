import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Person } from '../kernel/actor.js';
import { addEntry, listed } from '../platform/audit/entry.js';
import { Clock } from '../platform/clock.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Paged } from '../platform/page/paging.js';
import { taskRulesNow } from '../tasks/task-rule.queries.js';
import { wholeTeams } from '../tasks/task.queries.js';
import type { TaskRule } from '../tasks/task.rules.js';
import type { BlindSpot } from './blind-spot.codes.js';
import { countSpots, spotOnPage, type Spotted, type Within } from './blind-spot.queries.js';

/** How many are in each blind spot at a moment, and by which rules. */
export interface Board {
  readonly asAt: Date;
  readonly rules: readonly TaskRule[];
  readonly counts: Readonly<Record<BlindSpot, number>>;
}

/** A page of one of them. */
export interface SpotListed {
  readonly asAt: Date;
  readonly rules: readonly TaskRule[];
  readonly spot: BlindSpot;
  readonly paged: Paged<Spotted>;
}

/** What nobody may be looking at, over everything a supervisor may see: by the rules of tasks, and kept nowhere. */
@Injectable()
export class BlindSpots {
  constructor(
    private readonly db: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  board(actor: Person): Promise<Board> {
    return this.db.run(actor, (tx) => this.boardWithin(tx));
  }

  /** The same, as a part of what else is shown in one piece of work. */
  async boardWithin(tx: EntityManager): Promise<Board> {
    const which = await this.which(tx);
    const counts = await countSpots(tx, which);
    await addEntry(tx, { act: 'blind_spots.counted' });
    return { asAt: which.now, rules: which.rules, counts };
  }

  list(actor: Person, spot: BlindSpot, asked: unknown): Promise<SpotListed> {
    return this.db.run(actor, async (tx) => {
      const which = await this.which(tx);
      const paged = await spotOnPage(tx, { ...which, spot }, asked);
      await listed(tx, 'blind_spot.listed', { rows: paged.rows, idOf: ({ id, caseId }) => caseId ?? id });
      return { asAt: which.now, rules: which.rules, spot, paged };
    });
  }

  private async which(tx: EntityManager): Promise<Within> {
    const [today, now] = [this.clock.today(), this.clock.now()];
    return { among: wholeTeams, rules: await taskRulesNow(tx), today, now };
  }
}
