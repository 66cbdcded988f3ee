import type pg from 'pg';
import type { CaseIds } from '../support/given-cases.js';
import type { Names, Relation } from './world.js';

type Made = Readonly<Record<Relation, { readonly ids: CaseIds }>>;

/**
 * Another record that may be of the perpetrator of each case: all bear one name. And all were on record already as they were
 * entered, but for the first, which is of another team.
 */
export async function alikeOf(
  owner: pg.Client,
  organisationId: string,
  made: Made,
): Promise<Readonly<Record<Relation, Names>>> {
  const ours = ['other_team', 'own', 'team', 'over', 'sealed', 'excluded', 'glass', 'glass_over'] as const;
  for (const relation of ours)
    await owner.query(
      `INSERT INTO conflict_token (organisation_id, perpetrator_id, how, token) VALUES ($1, $2, 'matched_name', '\\x0123456789abcdef')`,
      [organisationId, made[relation].ids.perpetratorId],
    );
  const named = Object.keys(made).map((relation) => {
    const other = made[relation === 'team' ? 'over' : 'team'].ids.perpetratorId;
    return [relation, { otherId: other }];
  });
  return Object.fromEntries(named) as Record<Relation, Names>; // of the same keys
}
