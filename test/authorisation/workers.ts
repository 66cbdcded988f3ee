import type { Person } from '../../src/kernel/actor.js';
import type { TestApp } from '../support/app.js';
import { Given } from '../support/given.js';
import { idOf } from '../support/given-people.js';
import type { People } from './people.js';
import type { Names, Relation } from './world.js';

/** Advocates with an absence to come. To a supervisor each of the team is theirs; `over` left, and was to be away. */
export async function workersOf(
  { database: { owner } }: TestApp,
  people: People,
): Promise<Readonly<Partial<Record<Relation, Names>>>> {
  const given = new Given(owner);
  const gone = await given.staff('advocate', people.organisation, { teams: [people.team] });
  await owner.query(`UPDATE staff SET state = 'suspended' WHERE id = $1`, [gone.userId]);
  const namesOf = async ({ userId, organisationId }: Person) => ({
    workerId: userId,
    absenceId: await idOf(
      owner,
      `INSERT INTO absence (organisation_id, staff_id, from_on, to_on, reason, made_by)
       VALUES ($1, $2, '2026-03-10', '2026-03-12', 'leave', $2)`,
      [organisationId, userId],
    ),
  });
  const theirs = await namesOf(people.colleague);
  return {
    own: theirs,
    team: theirs,
    over: await namesOf(gone),
    other_team: await namesOf(people.stranger),
    other_service: await namesOf(people.elsewhere.person.advocate),
  };
}
