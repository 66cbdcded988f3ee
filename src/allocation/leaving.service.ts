import { Injectable } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { listed } from '../platform/audit/entry.js';
import { Clock } from '../platform/clock.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { LeavingForm } from './allocation.dto.js';
import { caseloadHeld, caseloadOf, giveFor, letGo } from './hand-over.queries.js';
import { handedOver, leftKnowingly, sharedOut, type Takers, type ToHandOver } from './hand-over.rules.js';
import type { Worker } from './suited.rules.js';
import { colleagueIn, workersIn } from './worker.queries.js';

/** The caseload of somebody who leaves, with who is proposed for each case. */
export interface Leaver {
  readonly id: string;
  readonly name: string;
  readonly cases: readonly ToHandOver[];
  readonly proposed: Takers;
  readonly workers: readonly Worker[];
}

/** What became of the caseload of somebody who left. */
export interface Left {
  readonly name: string;
  readonly given: number;
  /** References of the cases that are with nobody now. */
  readonly withNobody: readonly string[];
}

@Injectable()
export class LeavingService {
  constructor(
    private readonly db: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  open(actor: Person, staffId: string): Promise<Leaver> {
    return this.db.run(actor, async (tx) => {
      const { id, name } = await colleagueIn(tx, staffId);
      const cases = await caseloadOf(tx, id);
      const everybody = await workersIn(tx, { teamId: null, today: this.clock.today() });
      const workers = everybody.filter((worker) => worker.id !== id);
      await listed(tx, 'cases.listed', { rows: cases, idOf: (kase) => kase.id });
      return { id, name, cases, proposed: sharedOut(cases, workers), workers };
    });
  }

  /**
   * Gives the whole caseload to others and ends all that the leaver had, in one transaction: where one case cannot go as was said,
   * nothing happens at all.
   * @throws RuleBroken of `handedOver` or `leftKnowingly`
   */
  leave(actor: Person, staffId: string, { takers, rest }: LeavingForm): Promise<Left> {
    return this.db.run(actor, async (tx) => {
      const { id, name } = await colleagueIn(tx, staffId);
      const { given, left } = handedOver(await caseloadHeld(tx, id), takers);
      leftKnowingly(left, rest === 'with_nobody');
      const today = this.clock.today();
      for (const each of given) await giveFor(tx, each, today);
      await addHistory(tx, { did: 'staff.left', to: id });
      await letGo(tx, id, today);
      return { name, given: given.length, withNobody: left.map(({ reference }) => reference) };
    });
  }
}
