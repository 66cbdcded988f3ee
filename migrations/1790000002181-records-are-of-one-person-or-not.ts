import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * That two records are, or are not, of one person is a record of its own. Nothing is moved: what is of either stays with the record
 * it was made in, sealed by its key and under its policies, so that taking the two apart again leaves each as it was, byte for byte.
 */
export class RecordsAreOfOnePersonOrNot1790000002181 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(likeness);
    await db.query(persons);
    await db.query(policies);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION records_of(uuid); DROP FUNCTION same_person(uuid);
      DROP TABLE likeness_narrative, likeness;
    `);
  }
}

const likeness = `
  CREATE TABLE likeness (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    organisation_id uuid NOT NULL DEFAULT my_organisation() REFERENCES organisation,
    client_id uuid REFERENCES client,
    other_client_id uuid REFERENCES client,
    perpetrator_id uuid REFERENCES perpetrator,
    other_perpetrator_id uuid REFERENCES perpetrator,
    one uuid NOT NULL GENERATED ALWAYS AS (coalesce(client_id, perpetrator_id)) STORED,
    other uuid NOT NULL GENERATED ALWAYS AS (coalesce(other_client_id, other_perpetrator_id)) STORED,
    verdict text NOT NULL CONSTRAINT likeness_has_a_verdict CHECK (verdict IN ('one_person', 'two_people')),
    judged_on text[] NOT NULL CONSTRAINT likeness_is_judged_on_kinds CHECK (judged_on <@ ARRAY['surname', 'surname_and_initial', 'sound_and_initial',
      'sound_and_year', 'initials_and_birth', 'name_and_birth', 'phone', 'phone_ending', 'email', 'postcode', 'sound', 'birth', 'username', 'plate',
      'crime_reference']),
    marks_in_common integer NOT NULL DEFAULT 0,
    decided_by uuid NOT NULL DEFAULT my_user() REFERENCES staff,
    decided_at timestamptz NOT NULL DEFAULT now(),
    ended_by uuid REFERENCES staff,
    ended_at timestamptz,
    CONSTRAINT likeness_is_of_two_alike CHECK (num_nonnulls(client_id, other_client_id) IN (0, 2) AND num_nonnulls(perpetrator_id, other_perpetrator_id) IN (0, 2)
      AND num_nonnulls(client_id, perpetrator_id) = 1),
    CONSTRAINT likeness_is_said_in_one_order CHECK (coalesce(client_id, perpetrator_id) < coalesce(other_client_id, other_perpetrator_id)),
    CONSTRAINT likeness_is_ended_by_somebody CHECK (num_nonnulls(ended_by, ended_at) IN (0, 2))
  );
  COMMENT ON TABLE likeness IS 'What somebody decided of two records that are alike: that they are of one person, or of two';
  COMMENT ON COLUMN likeness.judged_on IS 'What kinds of clue the two had in common then, each as often as they did: what comes later is new, and is asked about again';
  COMMENT ON COLUMN likeness.marks_in_common IS 'Of two perpetrators, how many of the keyed marks that conflicts are found by they shared then; kept by trigger';
  COMMENT ON COLUMN likeness.ended_at IS 'When it held no longer: two records of one person were taken apart, or two people were judged again';
  CREATE UNIQUE INDEX likeness_holds_once ON likeness (one, other) WHERE ended_at IS NULL;
  CREATE INDEX likeness_of_other ON likeness (other) WHERE ended_at IS NULL;
  CREATE TABLE likeness_narrative (
    likeness_id uuid PRIMARY KEY REFERENCES likeness,
    why bytea,
    why_ended bytea,
    CONSTRAINT likeness_is_told_of CHECK (num_nonnulls(why, why_ended) > 0)
  );
  COMMENT ON TABLE likeness_narrative IS 'Why it was decided so, and why that ended, sealed by the key of the one of the two that is named first';
  CALL close_to_all('likeness'); CALL close_to_all('likeness_narrative');
  CALL audit.watch('likeness', 'values', 'id'); CALL audit.watch('likeness_narrative', 'names', 'likeness_id');
`;

const together = `
  BEGIN
    RETURN ARRAY(WITH RECURSIVE same(id) AS (
      SELECT person UNION SELECT CASE l.one WHEN same.id THEN l.other ELSE l.one END FROM same
        JOIN likeness l ON (l.one = same.id OR l.other = same.id) AND l.verdict = 'one_person' AND l.ended_at IS NULL)
      SELECT id FROM same WHERE id IS NOT NULL ORDER BY id);
  END`;

const persons = `
  CREATE FUNCTION same_person(person uuid) RETURNS uuid[] STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = public, pg_temp
    LANGUAGE plpgsql AS $$ ${together} $$;
  COMMENT ON FUNCTION same_person IS 'Every record of whoever this client or perpetrator is, itself among them, in order: for what must hold for all of them';
  CREATE FUNCTION records_of(person uuid) RETURNS uuid[] STABLE PARALLEL RESTRICTED SET search_path = public, pg_temp
    LANGUAGE plpgsql AS $$ ${together} $$;
  COMMENT ON FUNCTION records_of IS 'The same, as far as whoever asks may see the records';
  GRANT SELECT ON likeness TO casework_definer;
  CREATE POLICY definer_knows_likenesses ON likeness FOR SELECT TO casework_definer USING (true);
  ALTER FUNCTION same_person(uuid) OWNER TO casework_definer;
  REVOKE ALL ON FUNCTION same_person(uuid), records_of(uuid) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION records_of(uuid) TO casework_advocate, casework_supervisor;
`;

/** Both of the two, whichever sort they are: looked up as a policy says it (docs/decisions/0011). */
const both = (own: string) =>
  ['client_id', 'other_client_id', 'perpetrator_id', 'other_perpetrator_id']
    .map((column) => {
      const table = column.includes('client') ? 'client' : 'perpetrator';
      return `(${column} IS NULL OR (SELECT true FROM ${table} p WHERE p.id = ${column}${own}))`;
    })
    .join(' AND ');
const seen = both('');
const ofOwnTeams = both(' AND p.team_id = ANY ((SELECT my_teams())::uuid[])');
const judges = `organisation_id = (SELECT my_organisation()) AND decided_by = (SELECT my_user()) AND ended_at IS NULL AND ${ofOwnTeams}`;

const policies = `
  GRANT SELECT, INSERT (id, client_id, other_client_id, perpetrator_id, other_perpetrator_id, verdict, judged_on), UPDATE (ended_by, ended_at) ON likeness
    TO casework_advocate, casework_supervisor;
  GRANT SELECT, INSERT, UPDATE (why_ended) ON likeness_narrative TO casework_advocate, casework_supervisor;
  CREATE POLICY likeness_of_people_seen ON likeness FOR SELECT TO casework_advocate, casework_supervisor USING (${seen});
  CREATE POLICY two_people_told_apart ON likeness FOR INSERT TO casework_advocate, casework_supervisor
    WITH CHECK (verdict = 'two_people' AND ${judges});
  CREATE POLICY one_person_joined ON likeness FOR INSERT TO casework_supervisor WITH CHECK (verdict = 'one_person' AND ${judges});
  CREATE POLICY two_people_judged_again ON likeness FOR UPDATE TO casework_advocate, casework_supervisor
    USING (verdict = 'two_people' AND ended_at IS NULL AND ${ofOwnTeams}) WITH CHECK (ended_by = (SELECT my_user()));
  CREATE POLICY one_person_taken_apart ON likeness FOR UPDATE TO casework_supervisor
    USING (verdict = 'one_person' AND ended_at IS NULL AND ${ofOwnTeams}) WITH CHECK (ended_by = (SELECT my_user()));
  CREATE POLICY words_of_likeness ON likeness_narrative FOR SELECT TO casework_advocate, casework_supervisor
    USING ((SELECT true FROM likeness l WHERE l.id = likeness_id));
  CREATE POLICY words_of_own_decision ON likeness_narrative FOR INSERT TO casework_advocate, casework_supervisor
    WITH CHECK ((SELECT l.decided_by = (SELECT my_user()) AND l.decided_at = now() FROM likeness l WHERE l.id = likeness_id));
  CREATE POLICY words_of_own_ending ON likeness_narrative FOR UPDATE TO casework_supervisor
    USING ((SELECT l.ended_by = (SELECT my_user()) AND l.ended_at = now() FROM likeness l WHERE l.id = likeness_id));
`;
