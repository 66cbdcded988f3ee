import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the signed claims say, by the function that says it. */
const claimed = {
  my_user: ['uuid', `nullif((door.claims())[1], '')::uuid`],
  my_organisation: ['uuid', `nullif((door.claims())[2], '')::uuid`],
  my_role: ['text', '(door.claims())[3]'],
  my_errand: ['uuid', `nullif((door.claims())[4], '')::uuid`],
  my_session: ['uuid', `nullif((door.claims())[5], '')::uuid`],
  let_in: ['boolean', 'door.claims() IS NOT NULL'],
} as const;

/** What is looked up of whoever asks, who is $me. */
const lookedUp = {
  my_teams: `SELECT coalesce(array_agg(team_id), '{}') FROM team_member WHERE staff_id = $me`,
  my_seals: `WITH mine AS (SELECT s.client_id AS id FROM seal_member m JOIN seal s ON s.id = m.seal_id WHERE m.staff_id = $me AND s.lifted_at IS NULL)
    SELECT coalesce(array_agg(id), '{}') FROM (
      SELECT id FROM mine
      UNION SELECT r.perpetrator_id FROM mine JOIN referral r ON r.client_id = mine.id
      UNION SELECT c.perpetrator_id FROM mine JOIN case_file c ON c.client_id = mine.id) x WHERE id IS NOT NULL`,
  my_live_grants: `SELECT coalesce(array_agg(opened.id), '{}') FROM broken_glass b JOIN case_file c ON c.id = b.case_id,
           unnest(ARRAY[c.id, c.client_id, c.perpetrator_id]) AS opened(id)
     WHERE b.staff_id = $me AND b.ends_at > now() AND opened.id IS NOT NULL`,
} as const;

/** Each as it is from now on, in PL/pgSQL, and as it was, in SQL. */
const functions = [
  ...Object.entries(claimed).map(([name, [type, expression]]) => ({
    head: `${name}() RETURNS ${type} SET search_path = pg_catalog, pg_temp`,
    kept: `BEGIN RETURN ${expression}; END`,
    anew: `SELECT ${expression}`,
  })),
  ...Object.entries(lookedUp).map(([name, query]) => ({
    head: `${name}() RETURNS uuid[] SET search_path = public, pg_temp`,
    kept: `DECLARE me uuid := ${claimed.my_user[1]}; BEGIN RETURN (${query.replaceAll('$me', 'me')}); END`,
    anew: query.replaceAll('$me', '(SELECT my_user())'),
  })),
];

/**
 * A policy calls each of these once for every table a statement names. In SQL they are started anew for each statement; in
 * PL/pgSQL a connection keeps their plans.
 */
export class WhoAsksIsReadByKeptPlans1790000002002 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const { head, kept } of functions)
      await db.query(`${replacing(head)} LANGUAGE plpgsql AS $$ ${kept} $$`);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const { head, anew } of functions)
      await db.query(`${replacing(head)} LANGUAGE sql AS $$ ${anew} $$`);
    await db.query('ALTER FUNCTION my_teams() PARALLEL UNSAFE');
  }
}

function replacing(head: string): string {
  return `CREATE OR REPLACE FUNCTION ${head} STABLE PARALLEL RESTRICTED SECURITY DEFINER`;
}
