import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { coverOf } from '../allocation/cover.queries.js';
import { coverView } from '../allocation/cover.view.js';
import { needsOf } from '../allocation/worker.queries.js';
import type { Person } from '../kernel/actor.js';
import { allocationsOf, attemptsOf, caseHeader, notesOf, timelineOf } from '../cases/case.queries.js';
import { allocationView, attemptView, caseHeaderView, noteView } from '../cases/case.view.js';
import { cases } from '../cases/case.policy.js';
import { alsoIn } from '../cases/found-in.queries.js';
import { openCase } from '../cases/open-case.js';
import { seenBefore } from '../cases/seen-before.policy.js';
import { may } from '../kernel/policy.js';
import { ordersOfCase } from '../orders/order.queries.js';
import { ordersSummary } from '../orders/order.view.js';
import { identifierView } from '../parties/identifier.view.js';
import { identifiersOf } from '../parties/identifiers.queries.js';
import { recordsOf } from '../parties/likeness.queries.js';
import { clientFactsOf } from '../parties/party.queries.js';
import { clientView } from '../parties/party.view.js';
import { Clock } from '../platform/clock.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { assessmentsOfCase } from '../risk/assessment.queries.js';
import { erasures } from '../retention/erasure.policy.js';
import { readings } from '../referrals/clock-reading.rules.js';
import { clocksOf } from '../referrals/clock.queries.js';
import { clockView } from '../referrals/clock.view.js';
import { riskSummary } from '../risk/risk-summary.view.js';
import { safeguardsView } from '../safeguards/safeguards.view.js';
import { outgoingOf } from '../sending/outgoing.queries.js';
import { outgoingView } from '../sending/outgoing.view.js';
import { story } from './timeline.view.js';

/** What there may be any number of in a case. Its own page shows the latest, and leads to the rest. */
const lists = {
  notes: async (tx: EntityManager, caseId: string, asked?: unknown) => {
    const paged = await notesOf(tx, caseId, asked);
    return { ...paged, rows: paged.rows.map(noteView) };
  },
  contacts: async (tx: EntityManager, caseId: string, asked?: unknown) => {
    const paged = await attemptsOf(tx, caseId, asked);
    return { ...paged, rows: paged.rows.map(attemptView) };
  },
  history: async (tx: EntityManager, caseId: string, asked?: unknown) => {
    const paged = await timelineOf(tx, caseId, asked);
    return { ...paged, rows: story(paged.rows) };
  },
} as const;
export type CaseList = keyof typeof lists;

/** A page of one of a case's lists. */
export interface WhichList {
  readonly caseId: string;
  readonly list: CaseList;
  /** `?page=` as it came. */
  readonly asked: unknown;
}

async function latestOutgoing(tx: EntityManager, caseId: string) {
  const paged = await outgoingOf(tx, caseId);
  return { ...paged, rows: paged.rows.slice(0, 5).map(outgoingView), more: paged.total > 5 };
}

@Injectable()
export class CasefileService {
  constructor(
    private readonly db: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Everything the page of a case shows, as each feature words its part. That it was opened is recorded. */
  show(actor: Person, caseId: string) {
    return this.db.run(actor, async (tx) => {
      const kase = await openCase(tx, actor, { caseId, permission: cases.view });
      const today = this.clock.today();
      const [clocks] = await clocksOf(tx, { caseId: kase.id });
      return {
        clocks: clocks
          ? readings(clocks, this.clock.now()).map((each) => clockView(each, clocks.receivedAt))
          : [],
        safeguards: safeguardsView(actor, kase),
        mayErase: kase.closedOn !== null && may(actor, erasures.propose, kase),
        header: caseHeaderView(actor, kase, await caseHeader(tx, kase)),
        client: clientView(await clientFactsOf(tx, kase.clientId), this.clock.now()),
        risk: riskSummary(kase, await assessmentsOfCase(tx, kase.id), { actor, today }),
        orders: ordersSummary(kase, await ordersOfCase(tx, kase.id), { actor, today }),
        identifiers: (await identifiersOf(tx, await recordsOf(tx, [kase.clientId, kase.perpetratorId]))).map(
          identifierView,
        ),
        alsoIn: await alsoIn(tx, kase),
        mayLook: may(actor, seenBefore.look, kase),
        notes: await lists.notes(tx, kase.id),
        contacts: await lists.contacts(tx, kase.id),
        outgoing: await latestOutgoing(tx, kase.id),
        cover: coverView(await coverOf(tx, kase.id, today), await needsOf(tx, kase.id)),
        allocations: (await allocationsOf(tx, kase.id)).map(allocationView),
        history: await lists.history(tx, kase.id),
      };
    });
  }

  /** A page of the notes, of the attempts to reach the client, or of what has been done in a case. */
  list(actor: Person, { caseId, list, asked }: WhichList) {
    return this.db.run(actor, async (tx) => {
      const { id, reference } = await openCase(tx, actor, { caseId, permission: cases.view });
      return { caseId: id, reference, paged: await lists[list](tx, id, asked) };
    });
  }
}
