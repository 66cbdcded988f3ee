import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { NotFound } from '../kernel/errors.js';
import { pageOf, type Paged } from '../platform/page/paging.js';
import type { Sealed } from '../platform/sealing/sealed.js';
import { insertSealed, openRows } from '../platform/sealing/sealing.js';
import type { CounterOutcome, FoundBy } from './counter-allegation.codes.js';
import type { Considered } from './counter-allegation.rules.js';
import { counterDecisionNarrative } from './counter-allegation.sealed.js';

/** A record of one of the two, as far as whoever decides may see it. */
export interface RecordSeen {
  readonly reference: string;
  readonly href: string;
}

/** Two who both say they are the victim: by their records alone, which say who they are to whoever opens them. */
export interface CounterAllegation {
  readonly id: string;
  readonly foundBy: FoundBy;
  readonly foundAt: Date;
  readonly outcome: CounterOutcome | null;
  readonly version: number;
  readonly earlier: readonly RecordSeen[];
  readonly later: readonly RecordSeen[];
}

const recordsOf = (side: 'earlier' | 'later') => `
  (SELECT coalesce(jsonb_agg(jsonb_build_object('reference', s.reference, 'href', s.href) ORDER BY s.reference), '[]') FROM (
     SELECT c.reference, '/cases/' || c.id AS href FROM case_file c WHERE c.client_id = k.${side}_client_id
     UNION ALL SELECT r.reference, '/referrals/' || r.id FROM referral r WHERE r.client_id = k.${side}_client_id) s) AS ${side}`;

const select = `SELECT k.id, k.found_by AS "foundBy", k.found_at AS "foundAt", k.outcome, k.version, ${recordsOf('earlier')}, ${recordsOf('later')}
  FROM counter_allegation k`;

/** A page of those that are this supervisor's: first what waits, the longest first. */
export async function counterAllegations(
  tx: EntityManager,
  asked: unknown,
): Promise<Paged<CounterAllegation>> {
  const [{ total }] = await tx.query<[{ total: number }]>('SELECT count(*) AS total FROM counter_allegation');
  const place = pageOf(asked, total);
  const rows = await tx.query<CounterAllegation[]>(
    `${select} ORDER BY k.outcome IS NOT NULL, k.found_at, k.id LIMIT $1 OFFSET $2`,
    [place.size, place.offset],
  );
  return { ...place, rows };
}

/** @throws NotFound where there is none, or it is not this supervisor's */
export async function counterAllegationWith(tx: EntityManager, id: string): Promise<CounterAllegation> {
  const [found] = await tx.query<CounterAllegation[]>(`${select} WHERE k.id = $1`, [id]);
  if (!found) throw new NotFound();
  return found;
}

/** What was considered and decided once. */
export interface CounterDecision {
  readonly id: string;
  readonly edition: number;
  readonly considerations: Considered;
  readonly outcome: CounterOutcome;
  readonly decidedBy: string;
  readonly decidedAt: Date;
  readonly account: string;
  readonly reason: string;
}

/** What was decided of one, the latest first: that stands. At most twenty. */
export async function decisionsOf(tx: EntityManager, id: string): Promise<CounterDecision[]> {
  const rows = await tx.query<
    (Omit<CounterDecision, 'account' | 'reason'> & Readonly<Record<'account' | 'reason', Sealed>>)[]
  >(
    `SELECT d.id, d.edition, d.considerations, d.outcome, s.display_name AS "decidedBy", d.decided_at AS "decidedAt", n.account, n.reason
     FROM counter_allegation_decision d JOIN counter_allegation_decision_narrative n ON n.counter_allegation_decision_id = d.id
       JOIN staff s ON s.id = d.decided_by WHERE d.counter_allegation_id = $1 ORDER BY d.decided_at DESC, d.id LIMIT 20`,
    [id],
  );
  return openRows(tx, rows, {
    from: counterDecisionNarrative,
    row: (decision) => decision.id,
    keyId: () => id,
    fields: { account: 'account', reason: 'reason' },
  });
}

export interface NewDecision {
  readonly counterAllegationId: string;
  readonly edition: number;
  readonly considerations: Considered;
  readonly outcome: CounterOutcome;
}

export async function insertDecision(
  tx: EntityManager,
  { counterAllegationId, edition, considerations, outcome }: NewDecision,
  words: { readonly account: string; readonly reason: string },
): Promise<string> {
  const id = randomUUID();
  await tx.query(
    `INSERT INTO counter_allegation_decision (id, counter_allegation_id, edition, considerations, outcome) VALUES ($1, $2, $3, $4, $5)`,
    [id, counterAllegationId, edition, JSON.stringify(considerations), outcome],
  );
  await insertSealed(tx, { of: counterDecisionNarrative, row: id, keyId: counterAllegationId }, words);
  return id;
}

/** How many were still at the version seen: one, or none. The database keeps workers apart, or lets them be, as it says. */
export async function setOutcome(
  tx: EntityManager,
  { id, version }: { id: string; version: number },
  outcome: CounterOutcome,
): Promise<number> {
  const [, count] = await tx.query<[unknown, number]>(
    'UPDATE counter_allegation SET outcome = $3 WHERE id = $1 AND version = $2',
    [id, version, outcome],
  );
  return count;
}
