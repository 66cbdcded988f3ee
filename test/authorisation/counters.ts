import type pg from 'pg';
import { givenACounterAllegation } from '../support/given-around.js';
import type { Made } from './cases.js';
import type { People } from './people.js';
import type { Names, Relation } from './world.js';

/** That the client of each and somebody else both say they are the victim. */
export async function countersOf(
  owner: pg.Client,
  { colleague, elsewhere }: People,
  made: Readonly<Record<Relation, Made>>,
): Promise<Partial<Record<Relation, Names>>> {
  const counters: Partial<Record<Relation, Names>> = {};
  for (const [relation, { ids }] of Object.entries(made)) {
    const by = relation === 'other_service' ? elsewhere.person.advocate : colleague;
    const counterAllegationId = await givenACounterAllegation(owner, { clientId: ids.clientId, by });
    counters[relation as Relation] = { counterAllegationId }; // of the same keys
  }
  return counters;
}
