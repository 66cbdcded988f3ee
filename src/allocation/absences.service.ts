import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Person } from '../kernel/actor.js';
import { listed } from '../platform/audit/entry.js';
import { Clock } from '../platform/clock.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import {
  absencesOf,
  absenceWith,
  cancelAbsence,
  chosenFor,
  coverCase,
  insertAbsence,
  type Absence,
} from './absence.queries.js';
import { soundAbsence } from './absence.rules.js';
import type { AbsenceForm, CoverForm } from './allocation.dto.js';
import { awayOn, caseloadHeld, caseloadOf } from './hand-over.queries.js';
import { handedOver, sharedOut, type Takers, type ToHandOver } from './hand-over.rules.js';
import type { Worker } from './suited.rules.js';
import { colleagueIn, workersIn } from './worker.queries.js';

/** An absence with the cases it leaves, who covers which, and who is proposed for the others. */
export interface OpenedAbsence {
  readonly absence: Absence;
  readonly cases: readonly ToHandOver[];
  /** Who covers which case: a case whose coverer may no longer is not among them. */
  readonly chosen: Takers;
  readonly proposed: Takers;
  readonly workers: readonly Worker[];
}

@Injectable()
export class AbsencesService {
  constructor(
    private readonly db: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** @throws RuleBroken of `soundAbsence` */
  record(actor: Person, staffId: string, form: AbsenceForm): Promise<string> {
    return this.db.run(actor, async (tx) => {
      const { id: away } = await colleagueIn(tx, staffId);
      const today = this.clock.today();
      const { fromOn, toOn, reason } = soundAbsence(form, await absencesOf(tx, away, today), today);
      const id = await insertAbsence(tx, { staffId: away, fromOn, toOn, reason });
      await addHistory(tx, { did: 'absence.recorded', to: id });
      return id;
    });
  }

  show(actor: Person, absenceId: string): Promise<OpenedAbsence> {
    return this.db.run(actor, async (tx) => {
      const absence = await absenceWith(tx, absenceId);
      const cases = await this.freeFor(tx, absence, await caseloadOf(tx, absence.staffId));
      const workers = await workersIn(tx, { teamId: null, today: this.clock.today() });
      const chosen = standing(cases, await chosenFor(tx, absenceId));
      const open = cases.filter(({ id }) => chosen[id] === undefined);
      await listed(tx, 'cases.listed', { rows: cases, idOf: ({ id }) => id });
      return { absence, cases, chosen, proposed: sharedOut(open, workers), workers };
    });
  }

  /** Has others cover cases on the days of the absence. @throws RuleBroken of `handedOver`, and then nobody covers anything new */
  cover(actor: Person, absenceId: string, { takers }: CoverForm): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const absence = await absenceWith(tx, absenceId);
      const cases = await this.freeFor(tx, absence, await caseloadHeld(tx, absence.staffId));
      const before = await chosenFor(tx, absenceId);
      for (const { caseId, staffId } of handedOver(cases, takers).given) {
        if (before[caseId] === staffId) continue;
        const id = await coverCase(tx, { absenceId, caseId, staffId }, this.clock.now());
        await addHistory(tx, { did: 'cover.arranged', to: id, in: caseId });
      }
    });
  }

  cancel(actor: Person, absenceId: string): Promise<string> {
    return this.db.run(actor, async (tx) => {
      const { id, staffId } = await absenceWith(tx, absenceId);
      await cancelAbsence(tx, id, this.clock.now());
      await addHistory(tx, { did: 'absence.cancelled', to: id });
      return staffId;
    });
  }

  /** Who is away themself on any of those days covers nothing, which is answered as for whoever may not see the client. */
  private async freeFor(
    tx: EntityManager,
    absence: Absence,
    cases: readonly ToHandOver[],
  ): Promise<ToHandOver[]> {
    const away = await awayOn(tx, absence);
    return cases.map((kase) => ({ ...kase, able: kase.able.filter((id) => !away.includes(id)) }));
  }
}

function standing(cases: readonly ToHandOver[], chosen: Takers): Takers {
  const kept = cases.flatMap(({ id, able }) => {
    const taker = chosen[id];
    return taker !== undefined && able.includes(taker) ? [[id, taker] as const] : [];
  });
  return Object.fromEntries(kept);
}
