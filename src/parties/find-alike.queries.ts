import type { EntityManager } from 'typeorm';
import type { Sealed } from '../platform/sealing/sealed.js';
import { openRows } from '../platform/sealing/sealing.js';
import { cluesOf, type PersonClue } from './clues.js';
import { tokensOf } from './keep-clues.js';
import { identifiersOf } from './identifiers.queries.js';
import type { Likeness } from './matching.rules.js';
import { identityColumns, openIdentities, type SealedIdentity } from './open-identities.js';
import { contactMethodIdentity } from './party.sealed.js';

export interface ClientLike extends Likeness {
  readonly clientId: string;
}

/** As many as are opened to be compared: those with the most in common, a bare surname counting least. */
const mostCompared = 200;

/** How a surname sounds alone, and a day of birth alone, are for searching: too many share them to be compared by. */
const isTelling = ({ kind }: PersonClue): boolean => kind !== 'sound' && kind !== 'birth';

/**
 * The clients worth comparing with someone, among those this person may see: who share a token with them. Which of them
 * match is for `matchesOf` to say, once they are opened.
 */
export async function clientsToCompare(tx: EntityManager, person: Likeness): Promise<ClientLike[]> {
  const rows = await tx.query<SealedIdentity[]>(
    `WITH alike AS (
       SELECT client_id FROM identity_token WHERE token = ANY ($1) AND client_id IS NOT NULL
       GROUP BY client_id ORDER BY bool_or(kind <> 'surname') DESC, count(*) DESC, client_id LIMIT $2)
     SELECT ${identityColumns} FROM alike JOIN client_identity i USING (client_id)`,
    [tokensOf(tx, cluesOf(person).filter(isTelling)), mostCompared],
  );
  return withReach(tx, rows);
}

/** Those of these clients whom this person may see, opened to be compared. */
export async function clientsOf(tx: EntityManager, clientIds: readonly string[]): Promise<ClientLike[]> {
  const rows = await tx.query<SealedIdentity[]>(
    `SELECT ${identityColumns} FROM client_identity i WHERE i.client_id = ANY ($1)`,
    [clientIds],
  );
  return withReach(tx, rows);
}

async function withReach(tx: EntityManager, rows: readonly SealedIdentity[]): Promise<ClientLike[]> {
  const people = await openIdentities(tx, rows);
  const reached = await reachedBy(
    tx,
    people.map(({ clientId }) => clientId),
  );
  const known = await identifiersOf(
    tx,
    people.map(({ clientId }) => clientId),
  );
  return people.map((one) => ({
    ...one,
    reachedBy: reached.get(one.clientId) ?? [],
    knownBy: known.filter(({ personId }) => personId === one.clientId),
  }));
}

async function reachedBy(
  tx: EntityManager,
  clientIds: readonly string[],
): Promise<ReadonlyMap<string, string[]>> {
  const rows = await tx.query<{ id: string; clientId: string; value: Sealed }[]>(
    `SELECT m.id, m.client_id AS "clientId", v.value FROM contact_method m JOIN contact_method_identity v ON v.contact_method_id = m.id
     WHERE m.client_id = ANY ($1)`,
    [clientIds],
  );
  const opened = await openRows(tx, rows, {
    from: contactMethodIdentity,
    row: ({ id }) => id,
    keyId: ({ clientId }) => clientId,
    fields: { value: 'value' },
  });
  return grouped(opened);
}

function grouped(rows: readonly { clientId: string; value: string }[]): Map<string, string[]> {
  const all = new Map<string, string[]>();
  for (const { clientId, value } of rows) all.set(clientId, [...(all.get(clientId) ?? []), value]);
  return all;
}
