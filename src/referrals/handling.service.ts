import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Person } from '../kernel/actor.js';
import { RuleBroken } from '../kernel/errors.js';
import { Clock } from '../platform/clock.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { stillRunning } from './clock-reading.rules.js';
import { clocksOf } from './clock.queries.js';
import { openReferral, type WhichReferral } from './open-referral.js';
import type { Referral } from './referral.entity.js';
import { referrals } from './referral.policy.js';
import { soundPause } from './triage-clock.rules.js';
import type { DeciderForm, PauseForm } from './triage.dto.js';
import { deciderOf, decidersOf, leftTo, pausesOf } from './triage.queries.js';
import { decidedByAnother } from './triage.rules.js';

/** A referral on its way to a decision: who has it in hand, and when its clock stands still. */
@Injectable()
export class HandlingService {
  constructor(
    private readonly db: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes a referral up, or over, by name; or hands it to another of its team's supervisors. Whoever has one that waits takes it
   * up anew by looking at it again. @throws RuleBroken `another-decides`, `decider-not-in-team`, `taken-up-already` where that person has it
   */
  takeUp(actor: Person, referralId: string, { staffId = actor.userId }: DeciderForm): Promise<void> {
    return this.handled(actor, { referralId, permission: referrals.handle }, async (tx, referral) => {
      if (staffId === actor.userId) decidedByAnother(await leftTo(tx, referral));
      const team = await decidersOf(tx, referral);
      if (!team.some(({ code }) => code === staffId)) {
        throw new RuleBroken('decider-not-in-team', 'Select a supervisor of its team who did not type it');
      }
      const before = await deciderOf(tx, referral.id);
      if (before?.id === staffId && referral.state !== 'waiting')
        throw new RuleBroken('taken-up-already', `${before.name} has it already`);
      await take(tx, { referralId: referral.id, staffId, now: this.clock.now() });
    });
  }

  /**
   * Stops the clocks of a referral, saying why and until when.
   * @throws RuleBroken of `soundPause`, `stands-still-already`, `no-clock-runs` where there is nothing left to stop
   */
  pause(actor: Person, referralId: string, { why, untilOn }: PauseForm): Promise<void> {
    return this.handled(actor, { referralId, permission: referrals.stopClocks }, async (tx, referral) => {
      const [clocks] = await clocksOf(tx, { ids: [referral.id] });
      if (!clocks || stillRunning(clocks, this.clock.now()).length === 0)
        throw new RuleBroken('no-clock-runs', 'None of its clocks runs any more');
      const last = soundPause(untilOn, this.clock.today(), await pausesOf(tx, referral.id));
      await this.end(tx, referral.id, 'lapsed');
      const made = await tx.query<{ id: string }[]>(
        `INSERT INTO referral_pause (referral_id, why, began_at, until_on) VALUES ($1, $2, $3, $4)
         ON CONFLICT DO NOTHING RETURNING id`,
        [referral.id, why, this.clock.now(), last],
      );
      if (made.length === 0)
        throw new RuleBroken('stands-still-already', 'Its clock stands still already. Let it go on first');
      await addHistory(tx, { did: 'referral.clock_stopped', to: referral.id });
    });
  }

  /** Lets the clocks go on. @throws RuleBroken `goes-already` where it does */
  resume(actor: Person, referralId: string): Promise<void> {
    return this.handled(actor, { referralId, permission: referrals.stopClocks }, async (tx, referral) => {
      if ((await this.end(tx, referral.id, 'any')) === 0)
        throw new RuleBroken('goes-already', 'Its clock goes already');
      await addHistory(tx, { did: 'referral.clock_restarted', to: referral.id });
    });
  }

  /** Ends the pause that is not ended, or only one whose last day is over: that went on by itself already. */
  private async end(tx: EntityManager, referralId: string, which: 'any' | 'lapsed'): Promise<number> {
    const [, ended] = await tx.query<[unknown[], number]>(
      `UPDATE referral_pause SET ended_at = $2 WHERE referral_id = $1 AND ended_at IS NULL AND ($3 = 'any' OR until_on < $4::date)`,
      [referralId, this.clock.now(), which, this.clock.today()],
    );
    return ended;
  }

  private handled(
    actor: Person,
    which: WhichReferral,
    act: (tx: EntityManager, referral: Referral) => Promise<void>,
  ): Promise<void> {
    return this.db.run(actor, async (tx) => {
      await act(tx, await openReferral(tx, actor, { ...which, toChange: true }));
    });
  }
}

/** Puts a referral in somebody's hand, in the place of whoever had it. */
export async function take(
  tx: EntityManager,
  { referralId, staffId, now }: { referralId: string; staffId: string; now: Date },
): Promise<void> {
  await tx.query('UPDATE referral_decider SET to_at = $2 WHERE referral_id = $1 AND to_at IS NULL', [
    referralId,
    now,
  ]);
  await tx.query('INSERT INTO referral_decider (referral_id, staff_id, from_at) VALUES ($1, $2, $3)', [
    referralId,
    staffId,
    now,
  ]);
  await addHistory(tx, { did: 'referral.taken_up', to: referralId });
}
