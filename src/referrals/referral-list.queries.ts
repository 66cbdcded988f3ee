import type { EntityManager } from 'typeorm';
import { clientIdentity } from '../parties/party.sealed.js';
import { pageOf, type Paged, type Place } from '../platform/page/paging.js';
import type { Sealed } from '../platform/sealing/sealed.js';
import { openRows } from '../platform/sealing/sealing.js';
import { stillRunning, worstDue, type Reading } from './clock-reading.rules.js';
import { clocksOf } from './clock.queries.js';
import type { ReferralFilter, ReferralState } from './triage.codes.js';

export interface ReferralRow {
  readonly id: string;
  readonly reference: string;
  readonly clientName: string;
  readonly source: string | null;
  readonly sourceUnknownReason: string | null;
  readonly receivedAt: Date;
  readonly state: ReferralState;
  /** The clock that is due first of those that still run; null where none does. */
  readonly clock: Reading | null;
}

// The states are given, not asked for among others: Postgres then sees that those undecided have an index of their own.
const chosen = 'FROM referral r WHERE ($1::text[] IS NULL OR r.state = ANY ($1))';

function statesOf(filter: ReferralFilter): readonly ReferralState[] | null {
  if (filter === 'all') return null;
  return filter === 'undecided' ? ['received', 'waiting'] : [filter];
}

/** A page of the referrals this person may see: of those still undecided the one due first, of the rest the newest. */
export async function referralsList(
  tx: EntityManager,
  { filter, asked, now }: { readonly filter: ReferralFilter; readonly asked: unknown; readonly now: Date },
): Promise<Paged<ReferralRow>> {
  const undecided = filter === 'undecided' || filter === 'received' || filter === 'waiting';
  const { ids, ...place } = undecided
    ? await worstFirst(tx, filter, { asked, now })
    : await newestFirst(tx, filter, asked);
  const rows = await tx.query<SealedRow[]>(
    `SELECT r.id, r.reference, r.client_id AS "clientId", i.full_name AS "clientName", r.source, r.source_unknown_reason AS "sourceUnknownReason",
            r.received_at AS "receivedAt", r.state
     FROM referral r JOIN client_identity i ON i.client_id = r.client_id WHERE r.id = ANY ($1) ORDER BY array_position($1, r.id)`,
    [ids],
  );
  const named = await openRows(tx, rows, {
    from: clientIdentity,
    row: ({ clientId }) => clientId,
    keyId: ({ clientId }) => clientId,
    fields: { clientName: 'full_name' },
  });
  const clocks = new Map(
    (await clocksOf(tx, { ids })).map((each) => [each.id, stillRunning(each, now)[0] ?? null]),
  );
  return {
    ...place,
    rows: named.map(({ clientId: _, ...row }) => ({ ...row, clock: clocks.get(row.id) ?? null })),
  };
}

type SealedRow = Omit<ReferralRow, 'clientName' | 'clock'> & {
  readonly clientId: string;
  readonly clientName: Sealed;
};
type Ids = Place & { readonly ids: readonly string[] };

/** Due times follow from contracts, opening hours and what happened, so they are worked out, and stored nowhere to go stale. */
async function worstFirst(
  tx: EntityManager,
  filter: ReferralFilter,
  { asked, now }: { readonly asked: unknown; readonly now: Date },
): Promise<Ids> {
  const clocks = await clocksOf(tx, { states: statesOf(filter) ?? [] });
  const inOrder = clocks
    .map((each) => ({ id: each.id, due: worstDue(each, now), since: each.receivedAt.getTime() }))
    .toSorted(
      (one, other) => compare(one.due, other.due) || one.since - other.since || (one.id < other.id ? -1 : 1),
    );
  const place = pageOf(asked, inOrder.length);
  return { ...place, ids: inOrder.slice(place.offset, place.offset + place.size).map(({ id }) => id) };
}

/** Infinity less infinity is no number. */
const compare = (one: number, other: number) => (one === other ? 0 : one < other ? -1 : 1);

async function newestFirst(tx: EntityManager, filter: ReferralFilter, asked: unknown): Promise<Ids> {
  const states = [statesOf(filter)];
  const [{ total }] = await tx.query<[{ total: number }]>(`SELECT count(*) AS total ${chosen}`, states);
  const place = pageOf(asked, total);
  const rows = await tx.query<{ id: string }[]>(
    `SELECT r.id ${chosen} ORDER BY r.received_at DESC, r.id LIMIT $2 OFFSET $3`,
    [...states, place.size, place.offset],
  );
  return { ...place, ids: rows.map(({ id }) => id) };
}
