import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Case } from '../cases/case.entity.js';
import { onErrand, type Person } from '../kernel/actor.js';
import type { PlainDate } from '../kernel/plain-date.js';
import { listed } from '../platform/audit/entry.js';
import { Clock } from '../platform/clock.js';
import { guardedUpdate } from '../platform/database/guarded-update.js';
import { addHistory } from '../platform/database/history.js';
import { inserted } from '../platform/database/inserted.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { pageOf, type Paged } from '../platform/page/paging.js';
import { insertSealed } from '../platform/sealing/sealing.js';
import { Assessment } from '../risk/assessment.entity.js';
import { isLatestSubmitted } from '../risk/assessment.queries.js';
import { reviewNarrative } from '../risk/assessment.sealed.js';
import { openAssessmentToChange, type Opened } from '../risk/open-assessment.js';
import { broughtForward } from '../risk/review-cadence.rules.js';
import { assessments } from '../risk/risk.policy.js';
import type { DecideReview } from './review.dto.js';
import { Review } from './review.entity.js';
import { awaitingReview, countAwaiting, type AwaitingLine } from './review.queries.js';
import { dueAfterReview, outcomeOf, type Outcome } from './review.rules.js';

/** A page of the assessments that await review, on a day. */
export interface Awaited {
  readonly paged: Paged<AwaitingLine>;
  readonly today: PlainDate;
}

/** Something that happened in a case, by the ids its event carries. */
export interface Trigger {
  readonly eventId: number;
  readonly recordId: string;
  readonly caseId: string;
}

@Injectable()
export class SupervisionService {
  constructor(
    private readonly db: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  awaiting(actor: Person, page: unknown): Promise<Awaited> {
    const today = this.clock.today();
    return this.db.run(actor, async (tx) => {
      const place = pageOf(page, await countAwaiting(tx));
      const rows = await awaitingReview(tx, place);
      await listed(tx, 'assessments.listed', { rows, idOf: ({ id }) => id });
      return { paged: { ...place, rows }, today };
    });
  }

  /** Reviews an assessment, and lets its case follow where it is the last one submitted there. */
  review(actor: Person, assessmentId: string, { decision, band, reason }: DecideReview): Promise<string> {
    return this.db.run(actor, async (tx) => {
      const opened = await openAssessmentToChange(tx, actor, {
        assessmentId,
        permission: assessments.review,
      });
      const { assessment, kase } = opened;
      const outcome = outcomeOf(assessment, { decision, band: band ?? null, reviewerId: actor.userId });
      const id = await inserted(tx, Review, {
        assessmentId,
        decision,
        band: outcome.amendedTo,
        at: this.clock.now(),
      });
      await insertSealed(tx, { of: reviewNarrative, row: id, keyId: kase.id }, { reason });
      await guardedUpdate(tx, [Assessment, assessment], {
        state: outcome.state,
        finalBand: outcome.finalBand,
      });
      if (kase.closedOn === null && (await isLatestSubmitted(tx, assessmentId)))
        await follow(tx, opened, { outcome, today: this.clock.today() });
      await addHistory(tx, { did: `assessment.${decision}`, to: assessmentId, in: kase.id });
      return id;
    });
  }

  /**
   * Brings a case's risk review forward because of something that happened in it. A second time for the same happening
   * does nothing, also where the review was due as soon already: by then a new assessment may have set a later day.
   */
  bringForward({ eventId, recordId, caseId }: Trigger): Promise<void> {
    return this.db.run(onErrand(eventId), async (tx) => {
      const [kase] = await tx.query<{ closed_on: PlainDate | null; review_due_on: PlainDate | null }[]>(
        'SELECT closed_on, review_due_on FROM case_file WHERE id = $1 FOR UPDATE',
        [caseId],
      );
      if (!kase || kase.closed_on !== null || (await wasDealtWith(tx, recordId))) return;
      const dueOn = broughtForward(kase.review_due_on, this.clock.today());
      const isSooner = dueOn !== kase.review_due_on;
      if (isSooner) await tx.query('UPDATE case_file SET review_due_on = $2 WHERE id = $1', [caseId, dueOn]);
      const did = isSooner ? 'review.brought_forward' : 'review.due_already';
      await addHistory(tx, { did, to: recordId, in: caseId });
    });
  }
}

async function follow(
  tx: EntityManager,
  { assessment, kase }: Opened,
  { outcome, today }: { outcome: Outcome; today: PlainDate },
): Promise<void> {
  const { professionalBand, submittedOn } = assessment;
  if (!professionalBand || !submittedOn) throw new Error('A submitted assessment has its band and day');
  const reviewDueOn = dueAfterReview(
    { reviewDueOn: kase.reviewDueOn, professionalBand, submittedOn },
    outcome,
    today,
  );
  await guardedUpdate(tx, [Case, kase], { riskBand: outcome.finalBand, reviewDueOn });
}

async function wasDealtWith(tx: EntityManager, recordId: string): Promise<boolean> {
  const events = await tx.query<unknown[]>(
    `SELECT did FROM event WHERE did IN ('review.brought_forward', 'review.due_already') AND record_id = $1`,
    [recordId],
  );
  return events.length > 0;
}
