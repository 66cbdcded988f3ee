import type { EntityManager } from 'typeorm';
import type { ClueKind } from './clues.js';
import type { IdentifierOwner } from './identifier.codes.js';
import { identifiersOf } from './identifiers.queries.js';
import { tokensOf } from './keep-clues.js';
import type { Likeness } from './matching.rules.js';
import { identityColumns, openIdentities, type SealedIdentity } from './open-identities.js';
import { perpetratorsWith } from './perpetrator.queries.js';
import { cluesSearched, foundBecause, type Found, type SearchTerms } from './searched.js';

/** A client or a perpetrator, and why they were found. */
export interface PersonFound extends Found {
  readonly id: string;
  readonly whose: IdentifierOwner;
  readonly fullName: string;
  readonly knownAs: string | null;
}

interface Near {
  readonly id: string;
  readonly isClient: boolean;
  readonly kinds: readonly ClueKind[];
}

/** Whoever was found, and whether there may be more than these: that many share what was searched for. */
export interface PeopleFound {
  readonly people: readonly PersonFound[];
  readonly more: boolean;
}

/** As many tokens as are looked at of each sort, and people opened to be ranked: a search costs no more, however many share a name. */
const most = { telling: 2000, common: 400, opened: 200 } as const;

/**
 * The clients and perpetrators whom whoever asks may see that are found by these terms, the nearest first. Who is hidden from them
 * is neither opened nor counted: row security stands on the tokens. `also` are clients found otherwise, such as by a reference.
 */
export async function findPeople(
  tx: EntityManager,
  terms: SearchTerms,
  also: readonly string[],
): Promise<PeopleFound> {
  const { near, more } = await nearTo(tx, terms);
  const known = new Set(near.map(({ id }) => id));
  const others = also.filter((id) => !known.has(id)).map((id) => ({ id, isClient: true, kinds: [] }));
  const people = await opened(tx, [...near, ...others]);
  const found = people.map(({ kinds, ...person }) => {
    const { score, reasons } = foundBecause(terms, person, kinds);
    const referred = also.includes(person.id);
    return {
      ...person,
      score: referred ? score + 100 : score,
      reasons: referred ? [...reasons, 'Reference'] : reasons,
    };
  });
  const nearest = found
    .filter(({ reasons }) => reasons.length > 0)
    .toSorted((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1));
  return { people: nearest, more };
}

/** One token after another, the rarest first: of thousands who share a name and an initial, whoever shares the birth too is looked at. */
const rows = (tokens: string, most: number) => `
  (SELECT t.place, i.client_id, i.perpetrator_id, i.kind FROM unnest(${tokens}::bytea[]) WITH ORDINALITY AS t (token, place)
     CROSS JOIN LATERAL (SELECT client_id, perpetrator_id, kind FROM identity_token WHERE token = t.token LIMIT ${String(most)}) i LIMIT ${String(most)})`;

async function nearTo(
  tx: EntityManager,
  terms: SearchTerms,
): Promise<{ readonly near: readonly Near[]; readonly more: boolean }> {
  const { telling, common } = cluesSearched(terms);
  const found = await tx.query<(Near & { readonly full: boolean })[]>(
    `WITH telling AS MATERIALIZED ${rows('$1', most.telling)}, common AS MATERIALIZED ${rows('$2', most.common)},
       near AS (SELECT * FROM telling UNION ALL SELECT * FROM common)
     SELECT coalesce(client_id, perpetrator_id) AS id, perpetrator_id IS NULL AS "isClient", array_agg(DISTINCT kind) AS kinds,
       (SELECT count(*) FROM telling) = ${String(most.telling)} OR (SELECT count(*) FROM common) = ${String(most.common)} AS full
     FROM near GROUP BY client_id, perpetrator_id ORDER BY min(place), count(DISTINCT kind) DESC, 1 LIMIT ${String(most.opened + 1)}`,
    [tokensOf(tx, telling), tokensOf(tx, common)],
  );
  return {
    near: found.slice(0, most.opened),
    more: found.length > most.opened || found.some(({ full }) => full),
  };
}

type Opened = Omit<PersonFound, keyof Found> & Omit<Likeness, 'reachedBy'> & Pick<Near, 'kinds'>;

async function opened(tx: EntityManager, near: readonly Near[]): Promise<Opened[]> {
  const clientIds = near.filter(({ isClient }) => isClient).map(({ id }) => id);
  const rows = await tx.query<SealedIdentity[]>(
    `SELECT ${identityColumns} FROM client_identity i WHERE client_id = ANY ($1)`,
    [clientIds],
  );
  const clients = (await openIdentities(tx, rows)).map((who) => ({
    ...who,
    id: who.clientId,
    whose: 'client' as const,
  }));
  const perpetratorIds = near.filter(({ isClient }) => !isClient).map(({ id }) => id);
  const perpetrators = (await perpetratorsWith(tx, perpetratorIds)).map((who) => ({
    ...who,
    whose: 'perpetrator' as const,
  }));
  const known = await identifiersOf(
    tx,
    near.map(({ id }) => id),
  );
  const kinds = new Map(near.map((each) => [each.id, each.kinds]));
  return [...clients, ...perpetrators].map(({ id, whose, fullName, knownAs, bornOn }) => ({
    ...{ id, whose, fullName, knownAs, bornOn, kinds: kinds.get(id) ?? [] },
    knownBy: known.filter(({ personId }) => personId === id),
  }));
}
