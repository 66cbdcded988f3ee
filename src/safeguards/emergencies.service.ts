import { Injectable } from '@nestjs/common';
import { machine, type Person } from '../kernel/actor.js';
import { NotFound, RuleBroken } from '../kernel/errors.js';
import type { PlainDate } from '../kernel/plain-date.js';
import { authorise } from '../kernel/policy.js';
import { addEntry, listed } from '../platform/audit/entry.js';
import { hashOfTerms } from '../platform/audit/hash-of-terms.js';
import { Clock } from '../platform/clock.js';
import { brokenConstraint } from '../platform/database/broken-constraint.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Paged } from '../platform/page/paging.js';
import { Secrets } from '../platform/secrets.js';
import { insertSealed, updateSealed } from '../platform/sealing/sealing.js';
import type { EmergencyForm, JudgementForm } from './emergency.dto.js';
import {
  breakGlass,
  caseOpened,
  emergenciesToReview,
  emergencyOf,
  type Emergency,
} from './emergency.queries.js';
import { judgedBy } from './emergency.rules.js';
import { emergencies } from './safeguard.policy.js';
import { brokenGlassNarrative } from './safeguard.sealed.js';

/** Breaking the glass, and judging afterwards whether that was right. */
@Injectable()
export class EmergenciesService {
  constructor(
    private readonly db: UnitOfWork,
    private readonly clock: Clock,
    private readonly secrets: Secrets,
  ) {}

  /**
   * Opens a case of another team for some hours, and tells two people that it was.
   * @returns the case
   * @throws RuleBroken `emergency-refused`, whatever the reason; `emergencies-at-once`, `emergencies-in-a-day`, `emergencies-overdue`
   */
  async open(actor: Person, { reference, why, words, hours }: EmergencyForm): Promise<string> {
    const dueOn = judgedBy(this.clock.today());
    try {
      return await this.db.run(actor, async (tx) => {
        const id = await breakGlass(tx, { reference, why, hours, dueOn });
        if (id === null) throw refused(hashOfTerms(this.secrets, [reference]));
        await insertSealed(tx, wordsOf(id), { why: words });
        const caseId = await caseOpened(tx, id);
        await addEntry(tx, { act: 'case.opened', caseId });
        await addHistory(tx, { did: 'glass.broken', to: id, in: caseId });
        return caseId;
      });
    } catch (error) {
      throw tooMany[brokenConstraint(error) ?? '']?.() ?? error;
    }
  }

  toReview(actor: Person, asked: unknown): Promise<{ paged: Paged<Emergency>; today: PlainDate }> {
    const today = this.clock.today();
    return this.db.run(actor, async (tx) => {
      const paged = await emergenciesToReview(tx, asked);
      await listed(tx, 'emergencies.listed', { rows: paged.rows, idOf: ({ id }) => id });
      return { paged, today };
    });
  }

  show(actor: Person, id: string): Promise<{ emergency: Emergency; today: PlainDate }> {
    return this.db.run(actor, async (tx) => {
      const emergency = await emergencyOf(tx, id);
      if (!emergency) throw new NotFound();
      return { emergency, today: this.clock.today() };
    });
  }

  /** Closes it with a decision. By whoever was told and is of another line. @throws NotFound otherwise */
  judge(actor: Person, id: string, { decision, reason }: JudgementForm): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const emergency = await emergencyOf(tx, id);
      if (!emergency) throw new NotFound();
      authorise(actor, emergencies.judge, emergency);
      const judged = await tx.query<[unknown[], number]>(
        'UPDATE broken_glass SET decision = $2, decided_by = my_user(), decided_at = now() WHERE id = $1 AND decision IS NULL',
        [id, decision],
      );
      if (judged[1] !== 1) throw new NotFound();
      await updateSealed(tx, wordsOf(id), { judgement: reason });
      await addHistory(tx, { did: 'glass.judged', to: id });
    });
  }

  /** Tells every supervisor of what nobody judged in time, once. How many there were. */
  escalate(): Promise<number> {
    return this.db.run(machine('worker'), async (tx) => {
      const [row] = await tx.query<[{ escalated: number }]>('SELECT escalate_broken_glass($1) AS escalated', [
        this.clock.today(),
      ]);
      return row.escalated;
    });
  }
}

function wordsOf(id: string) {
  return { of: brokenGlassNarrative, row: id, keyId: id };
}

function refused(keptFrom: string): RuleBroken {
  return new RuleBroken(
    'emergency-refused',
    'No case can be opened this way with that reference. If it is a case of your own team it is in your list; otherwise ring a supervisor.',
    keptFrom,
  );
}

/** Why somebody who has opened many already may open none now, by the constraint that says so. */
const tooMany: Readonly<Record<string, () => RuleBroken>> = {
  broken_glass_is_rare: () =>
    new RuleBroken(
      'emergencies-at-once',
      'You have three cases open in an emergency already. Wait until one of them ends, or ring a supervisor.',
    ),
  broken_glass_is_rare_in_a_day: () =>
    new RuleBroken(
      'emergencies-in-a-day',
      'You have opened six cases in an emergency within a day, which is the most. Ring a supervisor.',
    ),
  broken_glass_is_reviewed: () =>
    new RuleBroken(
      'emergencies-overdue',
      'Two cases that you opened in an emergency were not reviewed in time. Ring a supervisor, who can review them.',
    ),
};
