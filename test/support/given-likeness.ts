import type pg from 'pg';
import type { Person } from '../../src/kernel/actor.js';
import { idOf } from './given-people.js';

/** That somebody found two clients to be one person. */
export function givenOnePerson(
  owner: pg.Client,
  by: Person,
  [one, other]: readonly [string, string],
): Promise<string> {
  return idOf(
    owner,
    `INSERT INTO likeness (organisation_id, client_id, other_client_id, verdict, judged_on, decided_by)
     SELECT $1, least($2::uuid, $3::uuid), greatest($2::uuid, $3::uuid), 'one_person', '{surname}', $4`,
    [by.organisationId, one, other, by.userId],
  );
}

/** That somebody took them apart again. */
export async function givenTwoAgain(owner: pg.Client, by: Person, likenessId: string): Promise<void> {
  await owner.query('UPDATE likeness SET ended_by = $2, ended_at = now() WHERE id = $1', [
    ...[likenessId, by.userId],
  ]);
}
