import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { AddressKind } from '../parties/address.codes.js';
import { whoseAddress, type WhoseAddress } from '../parties/address.queries.js';
import { pageOf, type Paged } from '../platform/page/paging.js';
import type { Sealed } from '../platform/sealing/sealed.js';
import { openRows, seal } from '../platform/sealing/sealing.js';
import type { CopiedItem } from './copy.codes.js';
import type { CopiedWords } from './copy.rules.js';
import { shareCopyItem } from './copy.sealed.js';

/** Whom a copy is for: one of the two. */
export type CopyFor = { readonly partnerId: string } | { readonly panelReferralId: string };

/** Keeps what was shared as a copy of its day. The database judges whether it may be looked at, whoever asks. */
export async function insertCopy(
  tx: EntityManager,
  { shareId, ...whose }: { readonly shareId: string } & CopyFor,
  copied: readonly CopiedWords[],
): Promise<void> {
  const [column, id] =
    'partnerId' in whose ? ['partner_id', whose.partnerId] : ['panel_referral_id', whose.panelReferralId];
  await tx.query(`INSERT INTO share_copy (share_id, ${column}) VALUES ($1, $2)`, [shareId, id]);
  for (const { item, words } of copied) await insertItem(tx, { shareId, item, addressId: null }, words);
}

/** Puts one thing into a copy. */
export async function insertItem(
  tx: EntityManager,
  { shareId, item, addressId }: { shareId: string; item: CopiedItem | 'address'; addressId: string | null },
  said: string,
): Promise<void> {
  const id = randomUUID();
  const { words } = await seal(tx, { of: shareCopyItem, row: id, keyId: shareId }, { words: said });
  await tx.query(
    'INSERT INTO share_copy_item (id, share_id, item, address_id, words) VALUES ($1, $2, $3, $4, $5)',
    [id, shareId, item, addressId, words],
  );
}

/** What a copy is, and for whom. */
export interface CopyRow {
  readonly partnerId: string | null;
  readonly panelReferralId: string | null;
}

/** Null where what was shared left no copy here. */
export async function copyOf(tx: EntityManager, shareId: string): Promise<CopyRow | null> {
  const [copy] = await tx.query<CopyRow[]>(
    `SELECT partner_id AS "partnerId", panel_referral_id AS "panelReferralId" FROM share_copy WHERE share_id = $1`,
    [shareId],
  );
  return copy ?? null;
}

interface SealedItem {
  readonly id: string;
  readonly item: CopiedItem | 'address';
  readonly words: Sealed;
}

/** What a copy says, without where anybody is. Of a view that ended it reads `erased`. */
export async function itemsOf(tx: EntityManager, shareId: string): Promise<CopiedWords[]> {
  const rows = await tx.query<(SealedItem & { item: CopiedItem })[]>(
    'SELECT id, item, words FROM share_copy_item WHERE share_id = $1',
    [shareId],
  );
  return openItems(tx, shareId, rows);
}

/** What a partner looks at, addresses among it: there for them in the transaction in which they look. */
export async function itemsLookedAt(
  tx: EntityManager,
  shareId: string,
): Promise<{ item: CopiedItem | 'address'; words: string }[]> {
  const rows = await tx.query<SealedItem[]>('SELECT id, item, words FROM my_view_items($1)', [shareId]);
  return openItems(tx, shareId, rows);
}

function openItems<Item>(
  tx: EntityManager,
  shareId: string,
  rows: readonly { id: string; item: Item; words: Sealed }[],
): Promise<{ item: Item; words: string; id: string }[]> {
  return openRows(tx, rows, {
    from: shareCopyItem,
    row: ({ id }) => id,
    keyId: () => shareId,
    fields: { words: 'words' },
  });
}

/** That a partner looked. */
export interface Look {
  readonly lookedAt: Date;
  readonly by: string;
}

/** A page of who looked at what was shared, the latest first. */
export async function looksAt(tx: EntityManager, shareId: string, asked: unknown): Promise<Paged<Look>> {
  const [{ total }] = await tx.query<[{ total: number }]>(
    'SELECT count(*) AS total FROM share_look WHERE share_id = $1',
    [shareId],
  );
  const place = pageOf(asked, total);
  const rows = await tx.query<Look[]>(
    `SELECT l.looked_at AS "lookedAt", s.display_name AS by FROM share_look l JOIN staff s ON s.id = l.looked_by
     WHERE l.share_id = $1 ORDER BY l.looked_at DESC, l.id LIMIT $2 OFFSET $3`,
    [shareId, place.size, place.offset],
  );
  return { ...place, rows };
}

/** An address that went with what was shared: of what kind, and never where. */
export interface SharedAddress extends WhoseAddress {
  readonly addressId: string;
  readonly kind: AddressKind;
  readonly openingId: string;
}

export function addressesShared(tx: EntityManager, shareId: string): Promise<SharedAddress[]> {
  return tx.query<SharedAddress[]>(
    `SELECT a.id AS "addressId", ${whoseAddress}, a.kind,
       x.address_opening_id AS "openingId"
     FROM share_address x JOIN address a ON a.id = x.address_id WHERE x.share_id = $1 ORDER BY x.included_at, x.id`,
    [shareId],
  );
}
