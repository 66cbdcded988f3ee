import type pg from 'pg';
import type { Person } from '../../src/kernel/actor.js';
import { perpetratorIdentity, perpetratorLikeness } from '../../src/parties/party.sealed.js';
import { insertSealed } from '../../src/platform/sealing/sealing.js';
import type { CaseIds } from '../support/given-cases.js';
import { sealing } from '../support/sealing.js';
import type { Names, Relation } from './world.js';

type Made = Readonly<Record<Relation, { readonly ids: CaseIds }>>;

/**
 * Another record that may be of the perpetrator of each case: all bear one name, and that of the case that is over is of one person
 * with it. And all were on record already as they were entered, but for the first, which is of another team.
 */
export async function alikeOf(
  owner: pg.Client,
  by: Person,
  made: Made,
): Promise<Readonly<Record<Relation, Names>>> {
  const ours = ['other_team', 'own', 'team', 'over', 'sealed', 'excluded', 'glass', 'glass_over'] as const;
  for (const relation of ours)
    await owner.query(
      `INSERT INTO conflict_token (organisation_id, perpetrator_id, how, token) VALUES ($1, $2, 'matched_name', '\\x0123456789abcdef')`,
      [by.organisationId, made[relation].ids.perpetratorId],
    );
  const joined = await joinedTo(owner, by, made.over.ids.perpetratorId);
  const named = Object.keys(made).map((relation) => {
    const other = made[relation === 'team' ? 'over' : 'team'].ids.perpetratorId;
    return [relation, { otherId: relation === 'over' ? joined : other }];
  });
  return Object.fromEntries(named) as Record<Relation, Names>; // of the same keys
}

/** A second record of a perpetrator, in no case. */
async function joinedTo(owner: pg.Client, by: Person, perpetratorId: string): Promise<string> {
  const { rows } = await owner.query<{ id: string }>(
    `INSERT INTO perpetrator (organisation_id, team_id) SELECT organisation_id, team_id FROM perpetrator WHERE id = $1 RETURNING id`,
    [perpetratorId],
  );
  const id = rows[0]?.id ?? '';
  const place = { of: perpetratorIdentity, row: id, keyId: id };
  await insertSealed(sealing(owner, by.organisationId), place, { full_name: 'Invented Bramble' });
  const [one = '', other = ''] = [id, perpetratorId].toSorted();
  const { rows: made } = await owner.query<{ id: string }>(
    `INSERT INTO likeness (organisation_id, perpetrator_id, other_perpetrator_id, verdict, judged_on, decided_by)
     VALUES ($1, $2, $3, 'one_person', '{}', $4) RETURNING id`,
    [by.organisationId, one, other, by.userId],
  );
  const words = { of: perpetratorLikeness, row: made[0]?.id ?? '', keyId: one };
  await insertSealed(sealing(owner, by.organisationId), words, { why: 'Invented.' });
  return id;
}
