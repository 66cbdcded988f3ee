import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A case has more people than two: children, others in danger with the client, and those who work with them elsewhere. Who they
 * are is sealed by the key of the case. What was wrong is put right with a reason, and whoever is of the case no longer is ended.
 */
export class CasesNamePeopleAroundTheClient1790000002360 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(people);
    await db.query(changes);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      'DROP TABLE related_person_change_narrative, related_person_change, related_person_identity, related_person',
    );
  }
}

const ofOwnTeam =
  '(SELECT c.team_id = ANY ((SELECT my_teams())::uuid[]) FROM case_file c WHERE c.id = case_id)';

const relations = {
  child: ['clients_child', 'perpetrators_child', 'child_of_both', 'other_child'],
  protected_person: [
    ...[
      'partner',
      'parent',
      'grown_child',
      'other_family',
      'friend',
      'neighbour',
      'colleague',
      'other_adult',
    ],
  ],
  professional: [
    ...[
      'police_officer',
      'referrer',
      'childrens_social_worker',
      'adults_social_worker',
      'domestic_abuse_adviser',
    ],
    ...['sexual_violence_adviser', 'probation_officer', 'health_worker', 'housing_officer', 'school_staff'],
    ...['solicitor', 'employer', 'other_professional'],
  ],
};
const quoted = (code: string) => `'${code}'`;
const ofKind = ([kind, codes]: [string, string[]]) =>
  `kind = '${kind}' AND relation IN (${codes.map(quoted).join(', ')})`;

const people = `
  CREATE TABLE related_person (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    case_id uuid NOT NULL REFERENCES case_file,
    kind text NOT NULL CONSTRAINT related_person_is_of_a_kind CHECK (kind IN ('child', 'protected_person', 'professional')),
    relation text NOT NULL CONSTRAINT related_person_is_of_a_relation CHECK (relation IN (${Object.values(relations).flat().map(quoted).join(', ')})),
    born_in integer CONSTRAINT child_is_born_in_a_year CHECK (born_in BETWEEN 1990 AND 2100),
    age_told integer CONSTRAINT child_is_under_eighteen CHECK (age_told BETWEEN 0 AND 17),
    age_told_on date,
    in_household text CONSTRAINT household_is_known_or_not CHECK (in_household IN ('yes', 'no', 'not_known')),
    contact text CONSTRAINT contact_is_arranged_somehow
      CHECK (contact IN ('none', 'forbidden', 'supervised', 'indirect', 'unsupervised', 'lives_there', 'disputed', 'not_known')),
    recorded_by uuid NOT NULL DEFAULT my_user() REFERENCES staff,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    ended_at timestamptz,
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT relation_is_of_its_kind CHECK (${Object.entries(relations).map(ofKind).join(' OR ')}),
    CONSTRAINT age_is_of_a_child CHECK (kind = 'child' OR num_nonnulls(born_in, age_told) = 0),
    CONSTRAINT age_is_said_once CHECK (num_nonnulls(born_in, age_told) <= 1),
    CONSTRAINT age_was_told_on_a_day CHECK (num_nonnulls(age_told, age_told_on) IN (0, 2)),
    CONSTRAINT household_is_asked_of_all_but_professionals CHECK ((kind = 'professional') = (in_household IS NULL)),
    CONSTRAINT contact_is_asked_of_children CHECK ((kind = 'child') = (contact IS NOT NULL))
  );
  COMMENT ON TABLE related_person IS 'Somebody in a case beside its client and its perpetrator: a child, a protected person, a professional of elsewhere';
  COMMENT ON COLUMN related_person.born_in IS 'Of a child, the year of birth; null where only an age was told, or neither is known';
  COMMENT ON COLUMN related_person.age_told IS 'Of a child, years of age as told on age_told_on';
  COMMENT ON COLUMN related_person.in_household IS 'Whether they live with the client';
  COMMENT ON COLUMN related_person.contact IS 'Of a child, what contact with the perpetrator is arranged';
  COMMENT ON COLUMN related_person.ended_at IS 'When they were of this case no longer; they are kept';
  CREATE INDEX related_person_of_case ON related_person (case_id, kind);
  CREATE TABLE related_person_identity (
    related_person_id uuid PRIMARY KEY REFERENCES related_person,
    full_name bytea NOT NULL,
    reached_by bytea,
    works_for bytea
  );
  COMMENT ON TABLE related_person_identity IS 'Who they are, a number or email address of theirs, and of a professional where they work, sealed by the key of the case';
  CREATE TRIGGER version BEFORE UPDATE ON related_person FOR EACH ROW EXECUTE FUNCTION next_version();
  CALL close_to_all('related_person'); CALL close_to_all('related_person_identity');
  CALL audit.watch('related_person', 'values', 'id'); CALL audit.watch('related_person_identity', 'names', 'related_person_id');

  GRANT SELECT, INSERT (id, case_id, kind, relation, born_in, age_told, age_told_on, in_household, contact),
    UPDATE (relation, born_in, age_told, age_told_on, in_household, contact, ended_at) ON related_person TO casework_advocate, casework_supervisor;
  GRANT SELECT, INSERT, UPDATE (full_name, reached_by, works_for) ON related_person_identity TO casework_advocate, casework_supervisor;
  CREATE POLICY related_person_of_case ON related_person FOR SELECT TO casework_advocate, casework_supervisor
    USING ((SELECT true FROM case_file c WHERE c.id = case_id));
  CREATE POLICY related_person_recorded_in_own_team ON related_person FOR INSERT TO casework_advocate, casework_supervisor
    WITH CHECK (recorded_by = (SELECT my_user()) AND ended_at IS NULL AND ${ofOwnTeam});
  CREATE POLICY related_person_kept_by_own_team ON related_person FOR UPDATE TO casework_advocate, casework_supervisor
    USING (ended_at IS NULL AND ${ofOwnTeam}) WITH CHECK (${ofOwnTeam});
  CREATE POLICY identity_of_related_person ON related_person_identity FOR SELECT TO casework_advocate, casework_supervisor
    USING ((SELECT true FROM related_person r WHERE r.id = related_person_id));
  CREATE POLICY identity_of_new_related_person ON related_person_identity FOR INSERT TO casework_advocate, casework_supervisor
    WITH CHECK ((SELECT r.recorded_by = (SELECT my_user()) AND r.recorded_at = now() FROM related_person r WHERE r.id = related_person_id));
  CREATE POLICY identity_corrected_by_own_team ON related_person_identity FOR UPDATE TO casework_advocate, casework_supervisor
    USING ((SELECT r.ended_at IS NULL AND ${ofOwnTeam} FROM related_person r WHERE r.id = related_person_id));
`;

const changes = `
  CREATE TABLE related_person_change (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    related_person_id uuid NOT NULL REFERENCES related_person,
    did text NOT NULL CONSTRAINT related_person_is_corrected_or_ended CHECK (did IN ('corrected', 'ended')),
    changed_by uuid NOT NULL DEFAULT my_user() REFERENCES staff,
    changed_at timestamptz NOT NULL DEFAULT now()
  );
  COMMENT ON TABLE related_person_change IS 'That somebody around a client was corrected or is of the case no longer, by whom and when';
  CREATE INDEX related_person_change_of_person ON related_person_change (related_person_id, changed_at);
  CREATE TABLE related_person_change_narrative (related_person_change_id uuid PRIMARY KEY REFERENCES related_person_change, why bytea NOT NULL);
  COMMENT ON TABLE related_person_change_narrative IS 'Why, in the words of whoever did';
  CALL close_to_all('related_person_change'); CALL close_to_all('related_person_change_narrative');
  CALL audit.watch('related_person_change', 'values', 'id');
  CALL audit.watch('related_person_change_narrative', 'names', 'related_person_change_id');

  GRANT SELECT, INSERT (id, related_person_id, did) ON related_person_change TO casework_advocate, casework_supervisor;
  GRANT SELECT, INSERT ON related_person_change_narrative TO casework_advocate, casework_supervisor;
  CREATE POLICY change_of_related_person ON related_person_change FOR SELECT TO casework_advocate, casework_supervisor
    USING ((SELECT true FROM related_person r WHERE r.id = related_person_id));
  CREATE POLICY change_made_by_own_team ON related_person_change FOR INSERT TO casework_advocate, casework_supervisor
    WITH CHECK (changed_by = (SELECT my_user()) AND (SELECT ${ofOwnTeam} FROM related_person r WHERE r.id = related_person_id));
  CREATE POLICY words_of_change ON related_person_change_narrative FOR SELECT TO casework_advocate, casework_supervisor
    USING ((SELECT true FROM related_person_change h WHERE h.id = related_person_change_id));
  CREATE POLICY words_of_own_change ON related_person_change_narrative FOR INSERT TO casework_advocate, casework_supervisor
    WITH CHECK ((SELECT h.changed_by = (SELECT my_user()) AND h.changed_at = now() FROM related_person_change h WHERE h.id = related_person_change_id));
`;
