import { Injectable } from '@nestjs/common';
import { londonInstant } from '../cases/london-instant.js';
import type { Person } from '../kernel/actor.js';
import type { CodeEntry } from '../kernel/codelist.js';
import { NotFound, RuleBroken } from '../kernel/errors.js';
import { listed } from '../platform/audit/entry.js';
import { Clock } from '../platform/clock.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Paged } from '../platform/page/paging.js';
import type { TurnForm } from './on-call.dto.js';
import { cancelTurn, insertTurn, supervisors, turnsAhead, type Turn } from './on-call.queries.js';
import { soundTurn } from './on-call.rules.js';

/** Who can be rung, when. */
@Injectable()
export class OnCallService {
  constructor(
    private readonly db: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  list(
    actor: Person,
    asked: unknown,
  ): Promise<{ paged: Paged<Turn>; supervisors: readonly CodeEntry[]; now: Date }> {
    return this.db.run(actor, async (tx) => {
      const now = this.clock.now();
      const paged = await turnsAhead(tx, now, asked);
      await listed(tx, 'on_call.listed', { rows: paged.rows, idOf: ({ id }) => id });
      return { paged, supervisors: await supervisors(tx), now };
    });
  }

  /** @throws RuleBroken as `soundTurn` does, or `on-call-is-a-supervisor` */
  add(actor: Person, { staffId, fromOn, fromTime, toOn, toTime }: TurnForm): Promise<string> {
    return this.db.run(actor, async (tx) => {
      if (!(await supervisors(tx)).some(({ code }) => code === staffId))
        throw new RuleBroken('on-call-is-a-supervisor', 'Select a supervisor who works here');
      const fromAt = await londonInstant(tx, fromOn, fromTime);
      const toAt = await londonInstant(tx, toOn, toTime);
      const id = await insertTurn(tx, { staffId, ...soundTurn({ fromAt, toAt }, this.clock.now()) });
      await addHistory(tx, { did: 'on_call.added', to: id });
      return id;
    });
  }

  /** @throws NotFound where none stands */
  cancel(actor: Person, id: string): Promise<void> {
    return this.db.run(actor, async (tx) => {
      if ((await cancelTurn(tx, id, this.clock.now())) === 0) throw new NotFound();
      await addHistory(tx, { did: 'on_call.cancelled', to: id });
    });
  }
}
