import { Injectable } from '@nestjs/common';
import { machine, type Person } from '../kernel/actor.js';
import { listed } from '../platform/audit/entry.js';
import { Clock } from '../platform/clock.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Paged } from '../platform/page/paging.js';
import { escalationOf } from './triage-clock.rules.js';
import { clocksRunning, escalatedReferrals, type Escalated } from './triage.queries.js';

/** What nobody took up or decided in time goes up, so that no referral sits unseen. */
@Injectable()
export class EscalationService {
  constructor(
    private readonly db: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  list(actor: Person, asked: unknown): Promise<Paged<Escalated>> {
    return this.db.run(actor, async (tx) => {
      const shown = await escalatedReferrals(tx, asked);
      await listed(tx, 'referrals.escalated_listed', { rows: shown.rows, idOf: ({ id }) => id });
      return shown;
    });
  }

  /** Sends each late referral as far up as it belongs, once. How many went. */
  escalate(): Promise<number> {
    return this.db.run(machine('worker'), async (tx) => {
      const now = this.clock.now();
      const late = (await clocksRunning(tx))
        .map((clock) => ({ id: clock.id, from: clock.level, to: escalationOf(clock, now) }))
        .filter(({ from, to }) => to > from);
      for (const { id, to } of late) await tx.query('SELECT escalate_referral($1, $2)', [id, to]);
      return late.length;
    });
  }
}
