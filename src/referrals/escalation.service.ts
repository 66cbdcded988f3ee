import { Injectable } from '@nestjs/common';
import { machine, type Person } from '../kernel/actor.js';
import type { CodeEntry } from '../kernel/codelist.js';
import { NotFound, RuleBroken } from '../kernel/errors.js';
import { listed } from '../platform/audit/entry.js';
import { Clock } from '../platform/clock.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Paged } from '../platform/page/paging.js';
import { escalationOf } from './triage-clock.rules.js';
import { myTeams } from './referral.queries.js';
import type { MoveForm } from './triage.dto.js';
import { clocksRunning, escalatedReferrals, moveReferral, type Escalated } from './triage.queries.js';

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

  /** The teams that whoever asks may move one to. */
  teams(actor: Person): Promise<CodeEntry[]> {
    return this.db.run(actor, myTeams);
  }

  /**
   * Moves a referral that no supervisor of its team can open to a team of one's own, where it is decided as any other.
   * @throws NotFound where it is not to be moved by whoever asks, or RuleBroken `team-not-yours`
   */
  move(actor: Person, referralId: string, { teamId }: MoveForm): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const teams = (await myTeams(tx)).map(({ code }) => code);
      const team = teamId ?? (teams.length === 1 ? teams[0] : undefined);
      if (team === undefined || !teams.includes(team))
        throw new RuleBroken('team-not-yours', 'Select which of your teams takes it');
      if (!(await moveReferral(tx, referralId, team))) throw new NotFound();
      await addHistory(tx, { did: 'referral.moved', to: referralId });
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
