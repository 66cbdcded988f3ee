import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { PlainDate } from '../kernel/plain-date.js';
import { pageOf, type Paged } from '../platform/page/paging.js';
import type { Sealed } from '../platform/sealing/sealed.js';
import { insertSealed, openRows, updateSealed } from '../platform/sealing/sealing.js';
import type { OverrideBasis } from '../parties/consent.codes.js';
import type { OverrideDecision } from './share.codes.js';
import type { OverrideFacts } from './share.rules.js';
import { shareOverrideNarrative } from './share.sealed.js';

/** A decision to share without consent, as whoever judges it sees it. */
export interface Override extends OverrideFacts {
  readonly caseId: string;
  readonly reference: string;
  readonly agency: string;
  readonly basis: OverrideBasis;
  readonly madeById: string;
  readonly madeBy: string;
  readonly why: string;
}

const select = `SELECT o.id, o.case_id AS "caseId", c.reference, o.agency_id AS "agencyId", g.name AS agency, o.basis, o.made_by AS "madeById",
    s.display_name AS "madeBy", o.made_on AS "madeOn", o.decision, n.why
  FROM share_override o JOIN case_file c ON c.id = o.case_id JOIN agency g ON g.id = o.agency_id
    JOIN staff s ON s.id = o.made_by JOIN share_override_narrative n ON n.share_override_id = o.id`;

/** Those nobody has judged, the longest waiting first; one's own too, so that one sees that it waits. */
export async function overridesToJudge(tx: EntityManager, asked: unknown): Promise<Paged<Override>> {
  const [{ total }] = await tx.query<[{ total: number }]>(
    'SELECT count(*) AS total FROM share_override WHERE decision IS NULL',
  );
  const place = pageOf(asked, total);
  const rows = await tx.query<SealedOverride[]>(
    `${select} WHERE o.decision IS NULL ORDER BY o.made_at, o.id LIMIT $1 OFFSET $2`,
    [place.size, place.offset],
  );
  return { ...place, rows: await opened(tx, rows) };
}

export async function overrideWith(tx: EntityManager, id: string): Promise<Override | undefined> {
  return (await opened(tx, await tx.query<SealedOverride[]>(`${select} WHERE o.id = $1`, [id])))[0];
}

/** Those of a case: what `mayShare` asks of. */
export function overridesOf(tx: EntityManager, caseId: string): Promise<OverrideFacts[]> {
  return tx.query<OverrideFacts[]>(
    'SELECT id, agency_id AS "agencyId", made_on AS "madeOn", decision FROM share_override WHERE case_id = $1 ORDER BY made_at',
    [caseId],
  );
}

type SealedOverride = Omit<Override, 'why'> & { readonly why: Sealed };

function opened(tx: EntityManager, rows: readonly SealedOverride[]): Promise<Override[]> {
  return openRows(tx, rows, {
    from: shareOverrideNarrative,
    row: ({ id }) => id,
    keyId: ({ caseId }) => caseId,
    fields: { why: 'why' },
  });
}

export interface NewOverride {
  readonly caseId: string;
  readonly agencyId: string;
  readonly basis: OverrideBasis;
  readonly madeOn: PlainDate;
  readonly why: string;
}

export async function insertOverride(tx: EntityManager, override: NewOverride): Promise<string> {
  const { caseId, agencyId, basis, madeOn, why } = override;
  const id = randomUUID();
  await tx.query(
    'INSERT INTO share_override (id, case_id, agency_id, basis, made_on) VALUES ($1, $2, $3, $4, $5)',
    [id, caseId, agencyId, basis, madeOn],
  );
  await insertSealed(tx, { of: shareOverrideNarrative, row: id, keyId: caseId }, { why });
  return id;
}

/** How many were waiting: one, or none. */
export async function judgeOverride(
  tx: EntityManager,
  { id, caseId }: Override,
  { decision, reason }: { decision: OverrideDecision; reason: string },
): Promise<number> {
  const [, count] = await tx.query<[unknown, number]>(
    `UPDATE share_override SET decision = $2, decided_by = my_user(), decided_at = now() WHERE id = $1 AND decision IS NULL`,
    [id, decision],
  );
  if (count === 1)
    await updateSealed(tx, { of: shareOverrideNarrative, row: id, keyId: caseId }, { judgement: reason });
  return count;
}
