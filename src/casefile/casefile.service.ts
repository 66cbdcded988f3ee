import { Injectable } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { allocationsOf, attemptsOf, caseHeader, notesOf, timelineOf } from '../cases/case.queries.js';
import { allocationView, attemptView, caseHeaderView, noteView } from '../cases/case.view.js';
import { cases } from '../cases/case.policy.js';
import { openCase } from '../cases/open-case.js';
import { ordersOfCase } from '../orders/order.queries.js';
import { ordersSummary } from '../orders/order.view.js';
import { clientFactsOf } from '../parties/party.queries.js';
import { clientView } from '../parties/party.view.js';
import { Clock } from '../platform/clock.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { assessmentsOfCase } from '../risk/assessment.queries.js';
import { riskSummary } from '../risk/risk-summary.view.js';
import { story } from './timeline.view.js';

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
      return {
        header: caseHeaderView(actor, kase, await caseHeader(tx, kase)),
        client: clientView(await clientFactsOf(tx, kase.clientId), today),
        risk: riskSummary(kase, await assessmentsOfCase(tx, kase.id), { actor, today }),
        orders: ordersSummary(kase, await ordersOfCase(tx, kase.id), { actor, today }),
        notes: (await notesOf(tx, kase.id)).map(noteView),
        attempts: (await attemptsOf(tx, kase.id)).map(attemptView),
        allocations: (await allocationsOf(tx, kase.id)).map(allocationView),
        story: story(await timelineOf(tx, kase.id)),
      };
    });
  }
}
