import type { MigrationInterface, QueryRunner } from 'typeorm';
import { instead } from './instead.js';

/**
 * Whoever typed a referral does not decide it alone while another supervisor is at work in the service. A supervisor who is kept from
 * somebody typed them anew, decided that, and had a case of them. It is asked of everybody, so that it tells nothing:
 * docs/decisions/0033. The other supervisor may be of another team: to the clock, whoever typed it cannot decide it.
 */
export class AnotherDecidesWhatOneTyped1790000002430 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(leftToAnother);
    for (const [of, before, after] of changed) await db.query(instead(of, before, after));
    await db.query(looked('OLD.decided_by IS DISTINCT FROM NEW.decided_by AND NEW.decided_by IS NOT NULL'));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(looked(`OLD.state = 'received' AND NEW.state <> 'received'`));
    for (const [of, before, after] of changed) await db.query(instead(of, after, before));
    await db.query(`
      DROP TRIGGER another_decides_what_one_typed ON referral; DROP FUNCTION another_decides_what_one_typed();
      DROP FUNCTION left_to_another(uuid, uuid, uuid);
      REVOKE SELECT (recorded_by, decided_by) ON referral FROM casework_definer;
    `);
  }
}

const leftToAnother = `
  GRANT SELECT (recorded_by, decided_by) ON referral TO casework_definer;
  -- It asks nothing of whom a referral is of: the answer is the same whether or not they are guarded.
  CREATE FUNCTION left_to_another(typed_by uuid, decided_by uuid, who uuid) RETURNS boolean STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    SELECT coalesce(typed_by = who AND coalesce(decided_by, who) = who, false) AND EXISTS (
      SELECT FROM staff s JOIN staff w ON w.id = who AND w.organisation_id = s.organisation_id
       WHERE s.id <> who AND s.role = 'supervisor' AND s.state = 'active' AND EXISTS (SELECT FROM team_member m WHERE m.staff_id = s.id)) $$;
  COMMENT ON FUNCTION left_to_another IS 'Whether somebody typed a referral that nobody else has decided, while another supervisor is at work in the service';

  CREATE FUNCTION another_decides_what_one_typed() RETURNS trigger SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  BEGIN
    IF my_role() = 'casework_supervisor' AND left_to_another(OLD.recorded_by, OLD.decided_by, my_user()) THEN
      RAISE EXCEPTION 'another decides what one typed' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER another_decides_what_one_typed BEFORE UPDATE ON referral FOR EACH ROW
    WHEN (NEW.decided_by IS NOT NULL AND (NEW.decided_at IS DISTINCT FROM OLD.decided_at OR NEW.state <> OLD.state))
    EXECUTE FUNCTION another_decides_what_one_typed();
  DO $$ DECLARE f regprocedure; BEGIN
    FOREACH f IN ARRAY ARRAY['left_to_another(uuid, uuid, uuid)', 'another_decides_what_one_typed()']::regprocedure[] LOOP
      EXECUTE format('ALTER FUNCTION %s OWNER TO casework_definer', f);
      EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    END LOOP;
  END $$;
  GRANT EXECUTE ON FUNCTION left_to_another(uuid, uuid, uuid) TO casework_advocate, casework_supervisor;
`;

const free = 'r.client_id <> ALL (excluded_from(s.id))';
const freeToDecide = `NOT left_to_another(r.recorded_by, r.decided_by, s.id) AND ${free}`;
const changed = [
  ['referrals_in_time()', free, freeToDecide],
  ['may_move_referral(uuid)', free, freeToDecide],
] as const;

/** When what somebody typed is theirs no longer: whenever somebody else has decided it, be it in the place of their own decision. */
const looked = (when: string) => `
  DROP TRIGGER typists_look_is_over ON referral;
  CREATE TRIGGER typists_look_is_over AFTER UPDATE ON referral FOR EACH ROW
    WHEN (${when} AND NEW.recorded_by IS NOT NULL AND NEW.decided_by IS DISTINCT FROM NEW.recorded_by)
    EXECUTE FUNCTION typists_look_is_over();
`;
