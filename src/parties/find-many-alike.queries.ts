import type { EntityManager } from 'typeorm';
import { cluesOf } from './clues.js';
import { clientsOf, type ClientLike } from './find-alike.queries.js';
import { tokensOf } from './keep-clues.js';
import { matchesOf, type Likeness } from './matching.rules.js';

/** Which of many people, by their place, are likely to be on record already or to stand among them before, and as whom. */
export interface LikelyAmongMany {
  readonly places: ReadonlySet<number>;
  /** The clients on record that one of them is like, among those this person may see. */
  readonly clientIds: readonly string[];
}

/** As many tokens as are looked for at once, and as many clients opened. */
const [tokensAtOnce, clientsAtOnce] = [5_000, 500];

/**
 * Compares many people with the clients whoever asks may see, and with each other, as `clientsToCompare` and `matchesOf` do one.
 * A bare surname, which hundreds share, brings nobody together here.
 */
export async function likelyAmongMany(
  tx: EntityManager,
  people: readonly Likeness[],
): Promise<LikelyAmongMany> {
  const places = placesByToken(tx, people);
  const sharing = await clientsSharing(tx, places);
  const clients = await opened(tx, [...new Set([...sharing.values()].flatMap((ids) => [...ids]))]);
  const before = placesSharing(places);
  const likely = new Set<number>();
  const clientIds = new Set<string>();
  for (const [place, person] of people.entries()) {
    const known = [...(sharing.get(place) ?? [])].flatMap((id) => clients.get(id) ?? []);
    for (const { candidate } of matchesOf(person, known)) clientIds.add(candidate.clientId);
    const others = [...(before.get(place) ?? [])].flatMap((other) => people[other] ?? []);
    if (matchesOf<Likeness>(person, [...known, ...others]).length > 0) likely.add(place);
  }
  return { places: likely, clientIds: [...clientIds] };
}

function placesByToken(tx: EntityManager, people: readonly Likeness[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const [place, person] of people.entries()) {
    const telling = cluesOf(person).filter(({ kind }) => kind !== 'surname');
    for (const token of tokensOf(tx, telling)) {
      const key = token.toString('hex');
      const there = places.get(key);
      if (there) there.push(place);
      else places.set(key, [place]);
    }
  }
  return places;
}

/** Of each place the earlier ones that share a token with it; of a token that many share, the few before it. */
function placesSharing(places: ReadonlyMap<string, readonly number[]>): Map<number, Set<number>> {
  const sharing = new Map<number, Set<number>>();
  for (const there of places.values()) {
    for (const [index, place] of there.entries()) {
      const others = sharing.get(place) ?? new Set();
      for (const other of there.slice(Math.max(0, index - 200), index)) others.add(other);
      sharing.set(place, others);
    }
  }
  return sharing;
}

async function clientsSharing(
  tx: EntityManager,
  places: ReadonlyMap<string, readonly number[]>,
): Promise<Map<number, Set<string>>> {
  const sharing = new Map<number, Set<string>>();
  for (const tokens of slices([...places.keys()], tokensAtOnce)) {
    const rows = await tx.query<{ token: string; clientId: string }[]>(
      `SELECT encode(token, 'hex') AS token, client_id AS "clientId" FROM identity_token
       WHERE token = ANY ($1) AND kind <> 'surname' AND client_id IS NOT NULL`,
      [tokens.map((token) => Buffer.from(token, 'hex'))],
    );
    for (const { token, clientId } of rows) {
      for (const place of places.get(token) ?? [])
        sharing.set(place, (sharing.get(place) ?? new Set()).add(clientId));
    }
  }
  return sharing;
}

async function opened(tx: EntityManager, clientIds: readonly string[]): Promise<Map<string, ClientLike>> {
  const clients = new Map<string, ClientLike>();
  for (const ids of slices(clientIds, clientsAtOnce))
    for (const client of await clientsOf(tx, ids)) clients.set(client.clientId, client);
  return clients;
}

function slices<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}
