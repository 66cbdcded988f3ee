import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Case } from '../cases/case.entity.js';
import type { CaseScope } from '../cases/case.policy.js';
import { openCase } from '../cases/open-case.js';
import type { Person } from '../kernel/actor.js';
import type { PlainDate } from '../kernel/plain-date.js';
import type { Permission } from '../kernel/policy.js';
import { Clock } from '../platform/clock.js';
import { guardedUpdate } from '../platform/database/guarded-update.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { breachesOf, lastBreachOn, type BreachListed } from './breach.queries.js';
import { takeStep, type Act, type Circumstances } from './order-acts.rules.js';
import { reconsiderKnowledge, settleTerms, stepOf } from './order-consequences.js';
import { OrderStep } from './order-step.entity.js';
import type { YesNo } from './order.codes.js';
import { ProtectionOrder } from './order.entity.js';
import { orders } from './order.policy.js';
import { orderOf, ordersOfCase, orderToChange, stepsOf, termsOf, variationsOf } from './order.queries.js';
import type { StepTaken, WordedTerm } from './order.queries.js';
import { applyForOrder, type ActOnOrder } from './order.rules.js';

/** Which order, of which case. */
export interface WhichOrder {
  readonly caseId: string;
  readonly orderId: string;
}

/** An act as it was asked for, on the order as it was shown. */
export interface StepAsked {
  readonly act: Act;
  readonly version: number;
  /** Whether the interim order's conditions carry on in the full order; asked only where there are any. */
  readonly carriesTerms?: YesNo | undefined;
}

/** An order and all that hangs on it. */
export interface WholeOrder {
  readonly kase: Case;
  readonly order: ProtectionOrder;
  readonly terms: readonly WordedTerm[];
  readonly variedOn: readonly PlainDate[];
  readonly steps: readonly StepTaken[];
  readonly breaches: readonly BreachListed[];
}

const did = {
  make_interim: 'order.interim_made',
  make_full: 'order.made',
  refuse: 'order.refused',
  withdraw: 'order.withdrawn',
  serve: 'order.served',
  confirm_notification: 'order.notified',
  vary: 'order.varied',
  end: 'order.ended',
} as const satisfies Record<ActOnOrder, string>;

@Injectable()
export class OrdersService {
  constructor(
    private readonly db: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  ofCase(actor: Person, caseId: string): Promise<ProtectionOrder[]> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: orders.view });
      return ordersOfCase(tx, kase.id);
    });
  }

  /** The case an application would be made in, for whoever may apply there. */
  caseFor(actor: Person, caseId: string): Promise<Case> {
    return this.db.run(actor, (tx) => openCase(tx, actor, { caseId, permission: orders.apply }));
  }

  show(
    actor: Person,
    { caseId, orderId }: WhichOrder,
    permission: Permission<CaseScope>,
  ): Promise<WholeOrder> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission });
      const order = await orderOf(tx, kase.id, orderId);
      return {
        kase,
        order,
        terms: await termsOf(tx, order.id),
        variedOn: await variationsOf(tx, order.id),
        steps: await stepsOf(tx, order.id),
        breaches: await breachesOf(tx, order.id),
      };
    });
  }

  /** Records an application for a stalking protection order, which is to protect the client of the case. */
  apply(actor: Person, caseId: string, appliedOn: PlainDate): Promise<string> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: orders.apply, hold: 'to_add' });
      const facts = applyForOrder(appliedOn, this.clock.today());
      const recordedAt = this.clock.now();
      const saved = await tx.insert(ProtectionOrder, {
        ...facts,
        caseId: kase.id,
        measure: 'spo',
        recordedAt,
      });
      const orderId = String(saved.identifiers[0]?.['id']);
      await tx.query('INSERT INTO protected_person (order_id, client_id) VALUES ($1, $2)', [
        orderId,
        kase.clientId,
      ]);
      await tx.insert(OrderStep, { orderId, act: 'apply', onDay: appliedOn, recordedAt });
      await addHistory(tx, { did: 'order.applied_for', to: orderId, in: kase.id });
      return orderId;
    });
  }

  /** Every other act on an order: the rules say what it changes, and the step keeps its day. */
  step(
    actor: Person,
    { caseId, orderId }: WhichOrder,
    { act, version, carriesTerms }: StepAsked,
  ): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: orders.step, hold: 'to_add' });
      const order = await orderToChange(tx, kase.id, orderId);
      const around = await this.circumstances(tx, orderId);
      const changes = takeStep(order, act, around);
      await guardedUpdate(tx, [ProtectionOrder, { id: orderId, version }], changes);
      await tx.insert(OrderStep, { orderId, ...stepOf(act, order), recordedAt: this.clock.now() });
      const changed = Object.assign(order, changes);
      if (act.act === 'make_full') await settleTerms(tx, changed, { carriesTerms, ...around });
      await reconsiderKnowledge(tx, changed);
      await addHistory(tx, { did: did[act.act], to: orderId, in: kase.id });
    });
  }

  private async circumstances(tx: EntityManager, orderId: string): Promise<Circumstances> {
    const variedOn = (await variationsOf(tx, orderId)).at(-1) ?? null;
    return { today: this.clock.today(), variedOn, breachedOn: await lastBreachOn(tx, orderId) };
  }
}
