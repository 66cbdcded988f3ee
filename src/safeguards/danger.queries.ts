import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { pageOf, type Paged } from '../platform/page/paging.js';
import type { Sealed } from '../platform/sealing/sealed.js';
import { insertSealed, openRows } from '../platform/sealing/sealing.js';
import type { DangerDecision, StepStanding } from './danger.codes.js';
import type { StepTaken } from './danger.rules.js';
import { dangerNarrative, dangerStepNarrative } from './danger.sealed.js';

/** That somebody is, or was, in danger. */
export interface Danger {
  readonly id: string;
  readonly caseId: string;
  readonly beganAt: Date;
  readonly beganBy: string;
  readonly endedAt: Date | null;
  readonly endedBy: string | null;
  readonly decision: DangerDecision | null;
  readonly why: string | null;
  /** Whether it went up, because something stayed undone. */
  readonly escalated: boolean;
}

/** Something that was done about it. */
export interface StepRow extends StepTaken {
  readonly id: string;
  readonly standing: StepStanding;
  readonly told: string | null;
  readonly addressId: string | null;
  readonly words: string | null;
  readonly takenAt: Date;
  readonly takenBy: string;
}

const select = `SELECT d.id, d.case_id AS "caseId", d.began_at AS "beganAt", b.display_name AS "beganBy", d.ended_at AS "endedAt",
    e.display_name AS "endedBy", d.decision, n.why, EXISTS (SELECT FROM danger_escalation x WHERE x.danger_id = d.id) AS escalated
  FROM danger d JOIN staff b ON b.id = d.began_by LEFT JOIN staff e ON e.id = d.ended_by
    LEFT JOIN danger_narrative n ON n.danger_id = d.id WHERE d.case_id = $1`;

type SealedDanger = Omit<Danger, 'why'> & { readonly why: Sealed | null };

/** The one that is not over. */
export async function runningDanger(tx: EntityManager, caseId: string): Promise<Danger | undefined> {
  return (await opened(tx, await tx.query<SealedDanger[]>(`${select} AND d.ended_at IS NULL`, [caseId])))[0];
}

export async function dangerIn(
  tx: EntityManager,
  caseId: string,
  dangerId: string,
): Promise<Danger | undefined> {
  return (await opened(tx, await tx.query<SealedDanger[]>(`${select} AND d.id = $2`, [caseId, dangerId])))[0];
}

/** A page of those that are over, the latest first. */
export async function dangersOver(tx: EntityManager, caseId: string, asked: unknown): Promise<Paged<Danger>> {
  const [{ total }] = await tx.query<[{ total: number }]>(
    'SELECT count(*) AS total FROM danger WHERE case_id = $1 AND ended_at IS NOT NULL',
    [caseId],
  );
  const place = pageOf(asked, total, 10);
  const rows = await tx.query<SealedDanger[]>(
    `${select} AND d.ended_at IS NOT NULL ORDER BY d.began_at DESC, d.id LIMIT $2 OFFSET $3`,
    [caseId, place.size, place.offset],
  );
  return { ...place, rows: await opened(tx, rows) };
}

function opened(tx: EntityManager, rows: readonly SealedDanger[]): Promise<Danger[]> {
  return openRows(tx, rows, {
    from: dangerNarrative,
    row: ({ id }) => id,
    // A case in which nobody has written a word has no key yet.
    keyId: ({ caseId, why }) => (why === null ? null : caseId),
    fields: { why: 'why' },
  });
}

/** What was done about one, the first first; of the same instant what says less safe comes last, and so holds. */
export async function stepsOf(tx: EntityManager, { id, caseId }: Danger): Promise<StepRow[]> {
  const rows = await tx.query<(Omit<StepRow, 'words'> & { words: Sealed | null })[]>(
    `SELECT s.id, s.step, s.standing, s.safe, t.display_name AS told, s.address_id AS "addressId", n.words,
       s.taken_at AS "takenAt", b.display_name AS "takenBy"
     FROM danger_step s JOIN staff b ON b.id = s.taken_by LEFT JOIN staff t ON t.id = s.told_id
       LEFT JOIN danger_step_narrative n ON n.danger_step_id = s.id
     WHERE s.danger_id = $1 ORDER BY s.taken_at, s.safe IS DISTINCT FROM 'yes', s.id`,
    [id],
  );
  return openRows(tx, rows, {
    from: dangerStepNarrative,
    row: (step) => step.id,
    keyId: ({ words }) => (words === null ? null : caseId),
    fields: { words: 'words' },
  });
}

/** The danger that is not over, begun now where there is none: of two who begin it at once, both add to the first one's. */
export async function dangerBegun(
  tx: EntityManager,
  caseId: string,
  at: Date,
): Promise<{ id: string; isNew: boolean }> {
  const made = randomUUID();
  await tx.query(
    `INSERT INTO danger (id, case_id, began_at) VALUES ($1, $2, $3) ON CONFLICT (case_id) WHERE ended_at IS NULL DO NOTHING`,
    [made, caseId, at],
  );
  const [{ id }] = await tx.query<[{ id: string }]>(
    'SELECT id FROM danger WHERE case_id = $1 AND ended_at IS NULL',
    [caseId],
  );
  return { id, isNew: id === made };
}

/** A step about to be written down. */
export interface NewStep extends StepTaken {
  readonly standing: StepStanding;
  readonly toldId: string | null;
  readonly addressId: string | null;
  readonly words: string | null;
}

export async function insertStep(
  tx: EntityManager,
  { dangerId, caseId, at }: { dangerId: string; caseId: string; at: Date },
  { step, standing, safe, toldId, addressId, words }: NewStep,
): Promise<string> {
  const id = randomUUID();
  await tx.query(
    `INSERT INTO danger_step (id, danger_id, step, standing, told_id, safe, address_id, taken_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, dangerId, step, standing, toldId, safe, addressId, at],
  );
  if (words !== null) await insertSealed(tx, { of: dangerStepNarrative, row: id, keyId: caseId }, { words });
  return id;
}

/** How many were still to be ended: one, or none. */
export async function endDanger(
  tx: EntityManager,
  { id, caseId }: Danger,
  { decision, why, at }: { decision: DangerDecision; why: string; at: Date },
): Promise<number> {
  const [, count] = await tx.query<[unknown, number]>(
    `UPDATE danger SET ended_at = $2, ended_by = my_user(), decision = $3 WHERE id = $1 AND ended_at IS NULL`,
    [id, at, decision],
  );
  if (count === 1) await insertSealed(tx, { of: dangerNarrative, row: id, keyId: caseId }, { why });
  return count;
}

/** A case by its reference, where whoever asks may see it. */
export async function caseByReference(tx: EntityManager, reference: string): Promise<string | undefined> {
  const [found] = await tx.query<{ id: string }[]>('SELECT id FROM case_file WHERE reference = $1', [
    reference,
  ]);
  return found?.id;
}
