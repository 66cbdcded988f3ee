import type { MigrationInterface, QueryRunner } from 'typeorm';
import { instead } from './instead.js';

/**
 * Of which agency a partner is, one supervisor says and another confirms, and it can be ended: one alone could have shown a stranger
 * what an agency was shown. What one alone said before shows nothing until another confirms it.
 */
export class TwoSayOfWhichAgency1790000002431 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(membership);
    for (const [of, before, after] of changed) await db.query(instead(of, before, after));
  }

  async down(db: QueryRunner): Promise<void> {
    for (const [of, before, after] of changed) await db.query(instead(of, after, before));
    await db.query(undo);
  }
}

const events = (...dids: readonly string[]) => `
  ALTER POLICY event_of_naming ON event
    WITH CHECK (organisation_id = (SELECT my_organisation()) AND case_id IS NULL AND did IN (${dids.map((did) => `'agency.${did}'`).join(', ')}));
`;

const membership = `
  ALTER TABLE agency_member DROP CONSTRAINT agency_member_pkey, ADD COLUMN id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    ADD COLUMN confirmed_by uuid REFERENCES staff, ADD COLUMN confirmed_at timestamptz,
    ADD COLUMN ended_by uuid REFERENCES staff, ADD COLUMN ended_at timestamptz,
    ADD CONSTRAINT membership_is_confirmed_by_somebody CHECK (num_nonnulls(confirmed_by, confirmed_at) IN (0, 2)),
    ADD CONSTRAINT membership_is_ended_by_somebody CHECK (num_nonnulls(ended_by, ended_at) IN (0, 2)),
    ADD CONSTRAINT membership_takes_two_people CHECK (confirmed_by <> named_by);
  CREATE UNIQUE INDEX partner_is_of_one_agency ON agency_member (staff_id) WHERE ended_at IS NULL;
  COMMENT ON TABLE agency_member IS 'Of which agency a partner is, or was: said by a supervisor and confirmed by another. Until then, and once it is ended, the account is shown nothing';
  COMMENT ON COLUMN agency_member.confirmed_by IS 'The second supervisor, who asked the agency too';
  COMMENT ON COLUMN agency_member.ended_by IS 'Who said that they are of it no longer; one is enough';

  GRANT UPDATE (confirmed_by, confirmed_at, ended_by, ended_at) ON agency_member TO casework_supervisor;
  CREATE POLICY membership_confirmed_or_ended ON agency_member FOR UPDATE TO casework_supervisor
    USING (ended_at IS NULL AND (SELECT true FROM agency g WHERE g.id = agency_id))
    WITH CHECK (CASE WHEN ended_at IS NULL THEN confirmed_by ELSE ended_by END = (SELECT my_user()));
  ${events('member_named', 'member_confirmed', 'member_ended')}

  CREATE FUNCTION ended_membership_ends_views() RETURNS trigger SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM end_views(NULL, NULL, NEW.staff_id);
    RETURN NULL;
  END $$;
  ALTER FUNCTION ended_membership_ends_views() OWNER TO casework_definer;
  REVOKE ALL ON FUNCTION ended_membership_ends_views() FROM PUBLIC;
  CREATE TRIGGER ends_views AFTER UPDATE ON agency_member FOR EACH ROW WHEN (NEW.ended_at IS NOT NULL AND OLD.ended_at IS NULL)
    EXECUTE FUNCTION ended_membership_ends_views();
`;

// Whoever is only said to be of an agency is shown nothing, but may hear there what others are shown.
const changed = [
  [
    'view_may_be(uuid, uuid)',
    'JOIN agency_member m ON m.staff_id = p.id WHERE',
    'JOIN agency_member m ON m.staff_id = p.id AND m.confirmed_at IS NOT NULL AND m.ended_at IS NULL WHERE',
  ],
  [
    'view_may_be(uuid, uuid)',
    'o.agency_id = s.agency_id AND',
    'o.agency_id = s.agency_id AND o.ended_at IS NULL AND',
  ],
  ['ends_views()', 'm.staff_id = NEW.staff_id;', 'm.staff_id = NEW.staff_id AND m.ended_at IS NULL;'],
] as const;

// One row stays of each account, as it was: who is of none any more has none.
const undo = `
  DROP TRIGGER ends_views ON agency_member; DROP FUNCTION ended_membership_ends_views();
  ${events('member_named')}
  DROP POLICY membership_confirmed_or_ended ON agency_member;
  REVOKE UPDATE (confirmed_by, confirmed_at, ended_by, ended_at) ON agency_member FROM casework_supervisor;
  DROP INDEX partner_is_of_one_agency;
  DELETE FROM agency_member WHERE ended_at IS NOT NULL;
  ALTER TABLE agency_member DROP COLUMN confirmed_by, DROP COLUMN confirmed_at, DROP COLUMN ended_by, DROP COLUMN ended_at,
    DROP COLUMN id, ADD PRIMARY KEY (staff_id);
`;
