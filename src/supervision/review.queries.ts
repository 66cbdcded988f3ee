import type { EntityManager } from 'typeorm';
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

/** How many assessments await a supervisor, in the teams of whoever asks. */
export async function countAwaiting(tx: EntityManager): Promise<number> {
  const [{ awaiting }] = await tx.query<[{ awaiting: number }]>(
    `SELECT count(*) AS awaiting FROM assessment WHERE state = 'submitted'`,
  );
  return awaiting;
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
