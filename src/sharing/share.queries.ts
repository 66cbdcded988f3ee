import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { NotFound } from '../kernel/errors.js';
import type { PlainDate } from '../kernel/plain-date.js';
import type { AddressKind } from '../parties/address.codes.js';
import { pageOf, type Paged } from '../platform/page/paging.js';
import type { Sealed } from '../platform/sealing/sealed.js';
import { insertSealed, openRows } from '../platform/sealing/sealing.js';
import type { OverrideBasis } from '../parties/consent.codes.js';
import type { ShareableItem, ShareEnding, ShareWay } from './share.codes.js';
import type { ShareBasis } from './share.rules.js';
import { shareNarrative } from './share.sealed.js';

/** What of a case went to whom. */
export interface ShareRow {
  readonly id: string;
  readonly agencyId: string;
  readonly agency: string;
  readonly items: readonly ShareableItem[];
  readonly way: ShareWay;
  readonly toWhom: string;
  readonly theirRole: string;
  readonly why: string;
  readonly consentId: string | null;
  readonly overrideId: string | null;
  readonly overrideBasis: OverrideBasis | null;
  readonly sharedOn: PlainDate;
  readonly sharedBy: string;
  readonly untilOn: PlainDate;
  readonly endedAt: Date | null;
  readonly endedBecause: ShareEnding | null;
  readonly version: number;
  /** Whose copy it left here: a partner's to look at, or a panel's research sheet; null where it left none. */
  readonly copy: 'view' | 'sheet' | null;
  readonly looks: number;
  readonly lookedAt: Date | null;
  /** Of what kind the addresses are that went with it. */
  readonly addressKinds: readonly AddressKind[];
}

type SealedShare = Omit<ShareRow, 'toWhom' | 'theirRole' | 'why'> &
  Readonly<Record<'toWhom' | 'theirRole' | 'why', Sealed>>;

const select = `SELECT s.id, s.agency_id AS "agencyId", g.name AS agency, s.items, s.way, n.to_whom AS "toWhom", n.their_role AS "theirRole", n.why,
    s.consent_id AS "consentId", s.share_override_id AS "overrideId", o.basis AS "overrideBasis", s.shared_on AS "sharedOn",
    b.display_name AS "sharedBy", s.until_on AS "untilOn", s.ended_at AS "endedAt", s.ended_because AS "endedBecause", s.version,
    CASE WHEN k.partner_id IS NOT NULL THEN 'view' WHEN k.share_id IS NOT NULL THEN 'sheet' END AS copy,
    (SELECT count(*) FROM share_look l WHERE l.share_id = s.id) AS looks, (SELECT max(l.looked_at) FROM share_look l WHERE l.share_id = s.id) AS "lookedAt",
    ARRAY(SELECT a.kind FROM share_address x JOIN address a ON a.id = x.address_id WHERE x.share_id = s.id ORDER BY x.included_at, x.id) AS "addressKinds"
  FROM share s JOIN agency g ON g.id = s.agency_id JOIN share_narrative n ON n.share_id = s.id JOIN staff b ON b.id = s.shared_by
    LEFT JOIN share_override o ON o.id = s.share_override_id LEFT JOIN share_copy k ON k.share_id = s.id WHERE s.case_id = $1`;

/** A page of what went out of a case, the latest first. */
export async function sharesOf(tx: EntityManager, caseId: string, asked?: unknown): Promise<Paged<ShareRow>> {
  const [{ total }] = await tx.query<[{ total: number }]>(
    'SELECT count(*) AS total FROM share WHERE case_id = $1',
    [caseId],
  );
  const place = pageOf(asked, total);
  const rows = await tx.query<SealedShare[]>(`${select} ORDER BY s.shared_at DESC, s.id LIMIT $2 OFFSET $3`, [
    caseId,
    place.size,
    place.offset,
  ]);
  return { ...place, rows: await opened(tx, caseId, rows) };
}

/** Everything that went out of a case, the latest first: for the client, who is told of all of it. */
export async function everyShareOf(tx: EntityManager, caseId: string): Promise<ShareRow[]> {
  const rows = await tx.query<SealedShare[]>(`${select} ORDER BY s.shared_at DESC, s.id`, [caseId]);
  return opened(tx, caseId, rows);
}

/** @throws NotFound where there is none in the case */
export async function shareIn(tx: EntityManager, caseId: string, shareId: string): Promise<ShareRow> {
  const rows = await tx.query<SealedShare[]>(`${select} AND s.id = $2`, [caseId, shareId]);
  const [share] = await opened(tx, caseId, rows);
  if (!share) throw new NotFound();
  return share;
}

function opened(tx: EntityManager, caseId: string, rows: readonly SealedShare[]): Promise<ShareRow[]> {
  return openRows(tx, rows, {
    from: shareNarrative,
    row: ({ id }) => id,
    keyId: () => caseId,
    fields: { toWhom: 'to_whom', theirRole: 'their_role', why: 'why' },
  });
}

export interface NewShare {
  readonly caseId: string;
  readonly agencyId: string;
  readonly items: readonly ShareableItem[];
  readonly way: ShareWay;
  readonly basis: ShareBasis;
  readonly untilOn: PlainDate;
  readonly sharedOn: PlainDate;
}

export interface ShareWords {
  readonly toWhom: string;
  readonly theirRole: string;
  readonly why: string;
}

/** The database judges it by share.rules.ts's twin, whoever asks. */
export async function insertShare(tx: EntityManager, share: NewShare, words: ShareWords): Promise<string> {
  const { caseId, agencyId, items, way, basis, untilOn, sharedOn } = share;
  const [consentId, overrideId] = 'consentId' in basis ? [basis.consentId, null] : [null, basis.overrideId];
  const id = randomUUID();
  await tx.query(
    `INSERT INTO share (id, case_id, agency_id, items, way, consent_id, share_override_id, until_on, shared_on)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [id, caseId, agencyId, [...new Set(items)], way, consentId, overrideId, untilOn, sharedOn],
  );
  const { toWhom, theirRole, why } = words;
  const place = { of: shareNarrative, row: id, keyId: caseId };
  await insertSealed(tx, place, { to_whom: toWhom, their_role: theirRole, why });
  return id;
}

/** How many were still there to be ended at the version seen: one, or none. */
export async function revokeShare(
  tx: EntityManager,
  { id, version }: { id: string; version: number },
  endedAt: Date,
): Promise<number> {
  const [, count] = await tx.query<[unknown, number]>(
    `UPDATE share SET ended_at = $3, ended_because = 'revoked' WHERE id = $1 AND version = $2 AND ended_at IS NULL`,
    [id, version, endedAt],
  );
  return count;
}
