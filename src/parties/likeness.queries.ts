import type { EntityManager } from 'typeorm';
import type { Sealed } from '../platform/sealing/sealed.js';
import { openRows } from '../platform/sealing/sealing.js';
import type { ClueKind } from './clues.js';
import { clientsOf } from './find-alike.queries.js';
import type { IdentifierOwner } from './identifier.codes.js';
import { identifiersOf } from './identifiers.queries.js';
import type { Verdict } from './likeness.rules.js';
import type { Likeness } from './matching.rules.js';
import { clientLikeness } from './party.sealed.js';
import { perpetratorsWith } from './perpetrator.queries.js';

/** A client or a perpetrator, as one record of them. */
export interface WhichPerson {
  readonly whose: IdentifierOwner;
  readonly id: string;
}

/** A verdict that holds, seen from one of the two records. */
export interface Judged extends Verdict {
  readonly id: string;
  readonly decidedBy: string;
  readonly decidedAt: Date;
  readonly why: string | null;
}

/** Every record of these people that whoever asks may see, these among them. */
export async function recordsOf(tx: EntityManager, people: readonly (string | null)[]): Promise<string[]> {
  const rows = await tx.query<{ id: string }[]>(
    'SELECT DISTINCT r.id FROM unnest($1::uuid[]) AS p (id), unnest(records_of(p.id)) AS r (id) ORDER BY r.id',
    [people.filter((id) => id !== null)],
  );
  return rows.map(({ id }) => id);
}

/** What holds between a record and others whom whoever asks may see, the latest first. */
export async function judgedOf(tx: EntityManager, id: string): Promise<Judged[]> {
  const rows = await tx.query<(Omit<Judged, 'why'> & { first: string; why: Sealed | null })[]>(
    `SELECT l.id, l.one AS first, CASE l.one WHEN $1 THEN l.other ELSE l.one END AS "otherId", l.verdict, l.judged_on AS "judgedOn",
            s.display_name AS "decidedBy", l.decided_at AS "decidedAt", n.why
     FROM likeness l JOIN staff s ON s.id = l.decided_by LEFT JOIN likeness_narrative n ON n.likeness_id = l.id
     WHERE (l.one = $1 OR l.other = $1) AND l.ended_at IS NULL ORDER BY l.decided_at DESC, l.id`,
    [id],
  );
  // The two tables of words are one, and differ in whose key they name alone.
  return openRows(tx, rows, {
    from: clientLikeness,
    row: ({ id: row }) => row,
    keyId: ({ first }) => first,
    fields: { why: 'why' },
  });
}

/** As many as are opened to be compared: those with the most in common. */
const mostCompared = 200;

/** Which kinds of clue a record shares with which others that whoever asks may see, each as often as they do. */
export async function sharedClues(
  tx: EntityManager,
  { whose, id }: WhichPerson,
): Promise<ReadonlyMap<string, readonly ClueKind[]>> {
  const rows = await tx.query<{ other: string; kinds: ClueKind[] }[]>(
    `SELECT t.other, array_agg(t.kind ORDER BY t.kind) AS kinds FROM (
       SELECT DISTINCT b.${whose}_id AS other, a.kind, a.token FROM identity_token a
         JOIN identity_token b ON b.token = a.token AND b.kind = a.kind AND b.${whose}_id <> a.${whose}_id
       WHERE a.${whose}_id = $1) t
     GROUP BY t.other ORDER BY bool_or(t.kind NOT IN ('surname', 'sound', 'birth')) DESC, count(*) DESC, t.other LIMIT ${String(mostCompared)}`,
    [id],
  );
  return new Map(rows.map(({ other, kinds }) => [other, kinds]));
}

/** Someone on record, as far as it tells whether they are somebody else. */
export interface OnRecord extends Likeness {
  readonly id: string;
}

/** Those of these records that whoever asks may see, opened to be compared. */
export async function onRecord(
  tx: EntityManager,
  whose: IdentifierOwner,
  ids: readonly string[],
): Promise<OnRecord[]> {
  if (whose === 'client')
    return (await clientsOf(tx, ids)).map((client) => ({ ...client, id: client.clientId }));
  const known = await identifiersOf(tx, ids);
  return (await perpetratorsWith(tx, ids)).map((who) => ({
    ...who,
    reachedBy: [],
    knownBy: known.filter(({ personId }) => personId === who.id),
  }));
}
