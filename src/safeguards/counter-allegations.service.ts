import { Injectable } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { Stale } from '../kernel/errors.js';
import { addEntry, listed } from '../platform/audit/entry.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Paged } from '../platform/page/paging.js';
import { edition } from './counter-allegation.codes.js';
import type { CounterDecisionForm } from './counter-allegation.dto.js';
import * as kept from './counter-allegation.queries.js';
import { soundDecision } from './counter-allegation.rules.js';

export interface CounterShown {
  readonly counter: kept.CounterAllegation;
  readonly decisions: readonly kept.CounterDecision[];
}

/** Two who both say they are the victim. Who may decide is asked in the database; to anybody else there is none. */
@Injectable()
export class CounterAllegationsService {
  constructor(private readonly db: UnitOfWork) {}

  list(actor: Person, asked: unknown): Promise<Paged<kept.CounterAllegation>> {
    return this.db.run(actor, async (tx) => {
      const paged = await kept.counterAllegations(tx, asked);
      await listed(tx, 'counter_allegations.listed', { rows: paged.rows, idOf: ({ id }) => id });
      return paged;
    });
  }

  show(actor: Person, id: string): Promise<CounterShown> {
    return this.db.run(actor, async (tx) => {
      const counter = await kept.counterAllegationWith(tx, id);
      const about = { kind: 'counter_allegation', id: counter.id };
      await addEntry(tx, { act: 'counter_allegation.read', about });
      return { counter, decisions: await kept.decisionsOf(tx, counter.id) };
    });
  }

  /**
   * Decides, or decides again: each time is kept, and the last stands.
   * @throws NotFound, RuleBroken of `soundDecision`, Stale where it was decided or found anew meanwhile
   */
  decide(actor: Person, id: string, form: CounterDecisionForm): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const counter = await kept.counterAllegationWith(tx, id);
      const { outcome, account, reason, version } = form;
      const considerations = soundDecision(form.considerations, outcome);
      const made = { counterAllegationId: counter.id, edition, considerations, outcome };
      await kept.insertDecision(tx, made, { account, reason });
      // In the story of neither case: each would tell of the other.
      await addHistory(tx, { did: 'conflict.decided', to: counter.id });
      if ((await kept.setOutcome(tx, { id: counter.id, version }, outcome)) === 0)
        throw new Stale(counter.version);
    });
  }
}
