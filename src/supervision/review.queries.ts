import type { EntityManager } from 'typeorm';
import type { PlainDate } from '../kernel/plain-date.js';
import type { Place } from '../platform/page/paging.js';
import type { Awaiting } from './review.rules.js';

/** An assessment on the supervisor's list. */
export interface AwaitingLine extends Awaiting {
  readonly id: string;
  readonly reference: string;
  readonly authorId: string;
  readonly author: string;
  readonly submittedAt: Date;
}

/** A case whose risk should have been looked at again by now. */
export interface OverdueCase {
  readonly caseId: string;
  readonly reference: string;
  readonly advocate: string;
  readonly riskBand: string | null;
  readonly dueOn: PlainDate;
}

export interface ReviewCounts {
  /** Assessments that await a supervisor. */
  readonly awaiting: number;
  /** Open cases whose risk review is overdue. */
  readonly overdueCases: number;
}

/** How much there is to look at on a day, in the teams of whoever asks. */
export async function reviewCounts(tx: EntityManager, today: PlainDate): Promise<ReviewCounts> {
  const [counts] = await tx.query<ReviewCounts[]>(
    `SELECT (SELECT count(*) FROM assessment WHERE state = 'submitted') AS awaiting,
            (SELECT count(*) FROM case_file WHERE closed_on IS NULL AND review_due_on < $1) AS "overdueCases"`,
    [today],
  );
  return counts ?? { awaiting: 0, overdueCases: 0 };
}

/** Assessments that await review: first those that the answers or the author call high, then the longest waiting. */
export function awaitingReview(tx: EntityManager, { size, offset }: Place): Promise<AwaitingLine[]> {
  return tx.query<AwaitingLine[]>(
    `SELECT a.id, c.reference, a.author_id AS "authorId", s.display_name AS author, a.tool_band AS "toolBand",
       a.professional_band AS "professionalBand", a.submitted_at AS "submittedAt", a.submitted_on AS "submittedOn"
     FROM assessment a JOIN case_file c ON c.id = a.case_id JOIN staff s ON s.id = a.author_id
     WHERE a.state = 'submitted'
     ORDER BY 'high' IN (a.tool_band, a.professional_band) DESC, a.submitted_at, a.id LIMIT $1 OFFSET $2`,
    [size, offset],
  );
}

/** Open cases whose risk review is overdue on a day: first the high ones, then the longest overdue. */
export function overdueCases(
  tx: EntityManager,
  today: PlainDate,
  { size, offset }: Place,
): Promise<OverdueCase[]> {
  return tx.query<OverdueCase[]>(
    `SELECT c.id AS "caseId", c.reference, s.display_name AS advocate, c.risk_band AS "riskBand", c.review_due_on AS "dueOn"
     FROM case_file c JOIN staff s ON s.id = c.advocate_id
     WHERE c.closed_on IS NULL AND c.review_due_on < $1
     ORDER BY c.risk_band = 'high' DESC NULLS LAST, c.review_due_on, c.id LIMIT $2 OFFSET $3`,
    [today, size, offset],
  );
}
