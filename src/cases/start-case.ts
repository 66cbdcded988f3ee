import type { EntityManager } from 'typeorm';
import type { PlainDate } from '../kernel/plain-date.js';
import { addHistory } from '../platform/database/history.js';
import { inserted } from '../platform/database/inserted.js';
import { Case } from './case.entity.js';
import { reference } from './reference.js';

/** What a case takes over from the referral that opened it. */
export type CaseFacts = Pick<
  Case,
  | 'teamId'
  | 'clientId'
  | 'perpetratorId'
  | 'policeArea'
  | 'relationship'
  | 'relationshipUnknownReason'
  | 'cyberElement'
  | 'cyberUnknownReason'
  | 'ageAtReferral'
  | 'ageUnknownReason'
>;

export interface NewCase {
  readonly facts: CaseFacts;
  readonly cyberTypes: readonly string[];
  readonly advocateId: string;
}

/** Opens a case on this day and gives it to its first advocate. */
export async function startCase(
  tx: EntityManager,
  { facts, cyberTypes, advocateId }: NewCase,
  { today, now }: { today: PlainDate; now: Date },
): Promise<string> {
  const id = await inserted(tx, Case, {
    ...facts,
    advocateId,
    reference: reference('SA', today),
    openedOn: today,
    openedAt: now,
  });
  await tx.query('INSERT INTO case_cyber_type (case_id, cyber_type) SELECT $1, unnest($2::text[])', [
    id,
    cyberTypes,
  ]);
  await allocate(tx, { caseId: id, advocateId, on: today });
  await addHistory(tx, { did: 'case.started', to: id, in: id });
  return id;
}

interface NewAllocation {
  readonly caseId: string;
  readonly advocateId: string;
  readonly on: PlainDate;
  /** Why it is somebody other than those proposed; null or not given where it is not. */
  readonly overrideReason?: string | null;
}

/** Ends the allocation there is, if any, and begins another on the same day: a case is never without an advocate. */
export async function allocate(
  tx: EntityManager,
  { caseId, advocateId, on, overrideReason = null }: NewAllocation,
): Promise<void> {
  await endAllocation(tx, caseId, on);
  const [row] = await tx.query<[{ id: string }]>(
    'INSERT INTO allocation (case_id, staff_id, from_on, override_reason) VALUES ($1, $2, $3, $4) RETURNING id',
    [caseId, advocateId, on, overrideReason],
  );
  await addHistory(tx, { did: 'case.allocated', to: row.id, in: caseId });
}

/** The last day of a case with its advocate, inclusive; a day before it began, such as a closure entered late, becomes that one. */
export async function endAllocation(tx: EntityManager, caseId: string, on: PlainDate): Promise<void> {
  await tx.query(
    'UPDATE allocation SET to_on = greatest(from_on, $2::date) WHERE case_id = $1 AND to_on IS NULL',
    [caseId, on],
  );
}
