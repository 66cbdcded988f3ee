import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Case } from '../cases/case.entity.js';
import type { CaseScope } from '../cases/case.policy.js';
import { openCase } from '../cases/open-case.js';
import type { Person } from '../kernel/actor.js';
import { RuleBroken } from '../kernel/errors.js';
import type { PlainDate } from '../kernel/plain-date.js';
import type { Permission } from '../kernel/policy.js';
import { Clock } from '../platform/clock.js';
import { guardedUpdate } from '../platform/database/guarded-update.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { insertSealed, updateSealed } from '../platform/sealing/sealing.js';
import type { ActOnBreach } from './breach.codes.js';
import { takeBreachStep, type BreachAct } from './breach-acts.rules.js';
import { Breach } from './breach.entity.js';
import { reporting, type Reporting } from './breach-police.rules.js';
import { breachOf, narrativeOf, termsNamed, type BreachNarrative } from './breach.queries.js';
import { recordBreach, type Broken } from './breach.rules.js';
import type { ProtectionOrder } from './order.entity.js';
import { breaches, permissionOn } from './order.policy.js';
import { breachNarrative } from './order.sealed.js';
import { orderOf, orderToChange, orderWithTerms, type WordedTerm } from './order.queries.js';
import type { WhichOrder } from './orders.service.js';

/** Which breach, of which order. */
export interface WhichBreach extends WhichOrder {
  readonly breachId: string;
}

export interface BreachGiven extends Broken, Reporting {
  readonly occurredOn: PlainDate;
  readonly whatHappened: string;
}

/** A breach with its order, what it names and what happened. */
export interface WholeBreach {
  readonly kase: Case;
  readonly order: ProtectionOrder;
  readonly terms: readonly WordedTerm[];
  readonly breach: Breach;
  readonly named: readonly WordedTerm[];
  readonly narrative: BreachNarrative;
}

const did = {
  name: 'breach.named',
  dismiss: 'breach.dismissed',
  report: 'breach.reported',
  record_crime: 'breach.crime_recorded',
  set_outcome: 'breach.outcome_set',
  set_court_result: 'breach.court_result_set',
} as const satisfies Record<ActOnBreach, string>;

@Injectable()
export class BreachesService {
  constructor(
    private readonly db: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  show(actor: Person, which: WhichBreach, permission: Permission<CaseScope>): Promise<WholeBreach> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId: which.caseId, permission });
      const order = await orderOf(tx, kase.id, which.orderId);
      const { terms } = await orderWithTerms(tx, order);
      const breach = await breachOf(tx, order.id, which.breachId);
      const [named, narrative] = [await termsNamed(tx, breach.id), await narrativeOf(tx, breach)];
      return { kase, order, terms, breach, named, narrative };
    });
  }

  record(actor: Person, { caseId, orderId }: WhichOrder, given: BreachGiven): Promise<string> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: breaches.record, hold: 'to_add' });
      const order = await orderToChange(tx, kase.id, orderId);
      const { occurredOn, termIds, ofNotification, termsNotHeld, whatHappened, ...told } = given;
      const [today, recordedAt] = [this.clock.today(), this.clock.now()];
      const broken = { termIds, ofNotification, termsNotHeld, today };
      const decided = recordBreach(await orderWithTerms(tx, order), occurredOn, broken);
      const saved = await tx.insert(Breach, {
        ...{ caseId: kase.id, orderId, occurredOn, ofNotification, recordedAt },
        ...decided,
        ...reporting(occurredOn, told, today),
        namedAt: decided.state === 'known' ? recordedAt : null,
      });
      const breachId = String(saved.identifiers[0]?.['id']);
      const place = { of: breachNarrative, row: breachId, keyId: kase.id };
      await insertSealed(tx, place, { what_happened: whatHappened });
      await nameTerms(tx, breachId, termIds);
      await addHistory(tx, { did: 'breach.recorded', to: breachId, in: kase.id });
      return breachId;
    });
  }

  /**
   * Every other act on a breach: the rules say what it changes. Its order is held, so that no act on the order comes between.
   * @throws RuleBroken `found-no-breach` where a supervisor found that it was none
   */
  step(
    actor: Person,
    { caseId, orderId, breachId, version }: WhichBreach & { version: number },
    act: BreachAct,
  ): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: permissionOn(act.act), hold: 'to_add' });
      const order = await orderToChange(tx, kase.id, orderId);
      const breach = await breachOf(tx, order.id, breachId);
      if (breach.state === 'not_a_breach') {
        throw new RuleBroken(
          'found-no-breach',
          'This was found not to be a breach. If it was one, record it again',
        );
      }
      const changes = takeBreachStep(await orderWithTerms(tx, order), breach, {
        act,
        today: this.clock.today(),
      });
      await guardedUpdate(tx, [Breach, { id: breachId, version }], { ...changes, ...this.known(act) });
      if (act.act === 'name') await nameTerms(tx, breachId, act.termIds);
      if (act.act === 'record_crime') {
        const place = { of: breachNarrative, row: breachId, keyId: kase.id };
        await updateSealed(tx, place, { crime_reference: act.crimeReference });
      }
      await addHistory(tx, { did: did[act.act], to: breachId, in: kase.id });
    });
  }

  /** When it became known is set as it does, and goes as it is found to be none. */
  private known({ act }: BreachAct): { namedAt?: Date | null } {
    if (act === 'name') return { namedAt: this.clock.now() };
    return act === 'dismiss' ? { namedAt: null } : {};
  }
}

async function nameTerms(tx: EntityManager, breachId: string, termIds: readonly string[]): Promise<void> {
  for (const termId of new Set(termIds)) {
    await tx.query('INSERT INTO breach_term (breach_id, order_term_id) VALUES ($1, $2)', [breachId, termId]);
  }
}
