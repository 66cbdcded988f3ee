import type { EntityManager } from 'typeorm';
import { addQuarters, periodOfQuarter, quarterOf } from '../kernel/period.js';
import type { PlainDate } from '../kernel/plain-date.js';
import { pageOf, type Paged } from '../platform/page/paging.js';
import type { Complainant, ComplaintOutcome, ComplaintStep, StrikeReason } from './complaint.codes.js';
import type { ComplaintFacts } from './complaint.rules.js';

/** When something was struck out, by whom and why; all null where it stands. */
interface Struck {
  readonly struckBecause: StrikeReason | null;
  readonly struckBy: string | null;
  readonly struckAt: Date | null;
}

export interface ComplaintRow extends ComplaintFacts, Struck {
  readonly id: string;
  readonly complainant: Complainant;
  readonly recordedBy: string;
  readonly recordedAt: Date;
}

export interface StepRow extends Struck {
  readonly id: string;
  readonly step: ComplaintStep;
  readonly doneOn: PlainDate;
  readonly outcome: ComplaintOutcome | null;
  readonly recordedBy: string;
  readonly recordedAt: Date;
}

const said = (
  of: string,
) => `coalesce(b.display_name, 'the service') AS "recordedBy", ${of}.recorded_at AS "recordedAt",
  ${of}.struck_because AS "struckBecause", s.display_name AS "struckBy", ${of}.struck_at AS "struckAt"`;
const staffOf = (of: string) =>
  `LEFT JOIN staff b ON b.id = ${of}.recorded_by LEFT JOIN staff s ON s.id = ${of}.struck_by`;

/** With the steps that stand: a complaint takes each once. */
const select = `
  SELECT c.id, c.subject, c.complainant, c.received_on AS "receivedOn", t.acknowledged AS "acknowledgedOn", t.answered AS "answeredOn", t.outcome,
    t.withdrawn AS "withdrawnOn", ${said('c')}
  FROM complaint c ${staffOf('c')}, LATERAL (
    SELECT max(on_day) FILTER (WHERE step = 'acknowledged') AS acknowledged, max(on_day) FILTER (WHERE step = 'answered') AS answered,
           max(on_day) FILTER (WHERE step = 'withdrawn') AS withdrawn, max(outcome) AS outcome
      FROM complaint_step p WHERE p.complaint_id = c.id AND p.struck_at IS NULL) t`;

/** A page of the complaints of a contract, the latest first, with those that were struck out. */
export async function complaintsOf(
  tx: EntityManager,
  contractId: string,
  asked: unknown,
): Promise<Paged<ComplaintRow>> {
  const [{ total }] = await tx.query<[{ total: number }]>(
    'SELECT count(*) AS total FROM complaint WHERE contract_id = $1',
    [contractId],
  );
  const place = pageOf(asked, total);
  const rows = await tx.query<ComplaintRow[]>(
    `${select} WHERE c.contract_id = $1 ORDER BY c.received_on DESC, c.recorded_at DESC, c.id LIMIT $2 OFFSET $3`,
    [contractId, place.size, place.offset],
  );
  return { ...place, rows };
}

export async function complaintIn(
  tx: EntityManager,
  contractId: string,
  complaintId: string,
): Promise<ComplaintRow | undefined> {
  const [row] = await tx.query<ComplaintRow[]>(`${select} WHERE c.contract_id = $1 AND c.id = $2`, [
    contractId,
    complaintId,
  ]);
  return row;
}

/** Everything that was ever said to be done about a complaint, in its order. */
export function stepsOf(tx: EntityManager, complaintId: string): Promise<StepRow[]> {
  return tx.query<StepRow[]>(
    `SELECT p.id, p.step, p.on_day AS "doneOn", p.outcome, ${said('p')} FROM complaint_step p ${staffOf('p')}
     WHERE p.complaint_id = $1 ORDER BY p.recorded_at, p.id`,
    [complaintId],
  );
}

/** How many quarters a contract's page counts: this one, and the four before it. */
const quartersCounted = 5;

/** The quarters to count on a day, the latest first. */
export function quartersToCount(today: PlainDate) {
  return Array.from({ length: quartersCounted }, (_, back) => addQuarters(quarterOf(today), -back));
}

/** What of a contract's complaints those quarters count. */
export function complaintsToCount(
  tx: EntityManager,
  contractId: string,
  today: PlainDate,
): Promise<ComplaintFacts[]> {
  const { from } = periodOfQuarter(addQuarters(quarterOf(today), 1 - quartersCounted));
  return tx.query<ComplaintFacts[]>(
    `${select} WHERE c.contract_id = $1 AND c.struck_at IS NULL AND c.received_on >= $2`,
    [contractId, from],
  );
}
