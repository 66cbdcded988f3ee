import type { MigrationInterface, QueryRunner } from 'typeorm';
import { instead } from './instead.js';

/**
 * What a member of staff types of somebody sealed begins sealed as well, in whichever team. Whoever typed it goes on seeing what they
 * typed, and is told of no seal, until somebody else decides it: docs/decisions/0033. A home is compared too.
 */
export class WhatStaffTypeIsGuardedToo1790000002384 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(untold);
    await db.query(
      instead(
        'safe_hands_of(uuid)',
        'WHERE s.id = which AND p.role',
        'WHERE s.id = which AND NOT m.silently AND p.role',
      ),
    );
    await db.query(instead('hand_on_seal(uuid)', handedOn, handedOnToTheTold));
    await db.query(instead('cases_needing_another_worker()', 'AND c.closed_on IS NULL', needing));
    await db.query(guarding);
    await db.query(deciding);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(undo);
    await db.query(instead('cases_needing_another_worker()', needing, 'AND c.closed_on IS NULL'));
    await db.query(instead('hand_on_seal(uuid)', handedOnToTheTold, handedOn));
    await db.query(
      instead(
        'safe_hands_of(uuid)',
        'WHERE s.id = which AND NOT m.silently AND p.role',
        'WHERE s.id = which AND p.role',
      ),
    );
    await db.query(`
      DROP POLICY seal_nobody_is_told_of ON seal; DROP POLICY nobody_is_named_silently ON seal_member;
      DROP FUNCTION my_untold(); DROP FUNCTION my_untold_seals(); ALTER TABLE seal_member DROP COLUMN silently;
    `);
  }
}

const untold = `
  ALTER TABLE seal_member ADD COLUMN silently boolean NOT NULL DEFAULT false;
  COMMENT ON COLUMN seal_member.silently IS 'Whether they typed it and are told of no seal, until somebody else decides it';
  CREATE FUNCTION my_untold() RETURNS uuid[] STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    SELECT coalesce(array_agg(s.client_id), '{}') FROM seal_member m JOIN seal s ON s.id = m.seal_id
     WHERE m.staff_id = my_user() AND m.silently AND s.lifted_at IS NULL $$;
  COMMENT ON FUNCTION my_untold IS 'The sealed clients whose records whoever asks typed, and sees as if they were not';
  CREATE FUNCTION my_untold_seals() RETURNS uuid[] STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    SELECT coalesce(array_agg(m.seal_id), '{}') FROM seal_member m WHERE m.staff_id = my_user() AND m.silently $$;
  COMMENT ON FUNCTION my_untold_seals IS 'The seals that whoever asks is told nothing of';
  ALTER FUNCTION my_untold() OWNER TO casework_definer; ALTER FUNCTION my_untold_seals() OWNER TO casework_definer;
  CREATE POLICY seal_nobody_is_told_of ON seal AS RESTRICTIVE TO casework_advocate, casework_supervisor
    USING (id <> ALL ((SELECT my_untold_seals())::uuid[]));
  CREATE POLICY nobody_is_named_silently ON seal_member AS RESTRICTIVE FOR INSERT TO casework_advocate, casework_supervisor WITH CHECK (NOT silently);
`;

const handedOn = `p.state = 'active' AND s.client_id <> ALL`;
const handedOnToTheTold = `p.state = 'active' AND NOT EXISTS (SELECT FROM seal_member h WHERE h.seal_id = s.id AND h.staff_id = p.id AND h.silently) AND s.client_id <> ALL`;
const needing = `AND c.closed_on IS NULL AND c.client_id <> ALL (my_untold())`;

const guarding = `
  GRANT SELECT (xmin) ON client TO casework_definer;

  -- An address that more than two others have is a refuge's or a hostel's, and says of nobody who they are.
  CREATE FUNCTION on_record_as(who uuid) RETURNS uuid[] STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    SELECT ARRAY(SELECT k.client_id FROM identity_token n JOIN identity_token k ON k.token = n.token AND k.kind = n.kind
        JOIN client c ON c.id = n.client_id JOIN client o ON o.id = k.client_id AND o.organisation_id = c.organisation_id
       WHERE n.client_id = who AND k.client_id <> who AND n.kind IN ('name_and_birth', 'phone', 'email')
      UNION SELECT k.client_id FROM conflict_token n JOIN conflict_token k ON k.token = n.token AND k.organisation_id = n.organisation_id
       WHERE n.client_id = who AND k.client_id <> who AND n.how = 'matched_contact' AND k.how = 'matched_contact'
         AND (SELECT count(*) FROM conflict_token x WHERE x.token = n.token AND x.client_id IS NOT NULL AND x.client_id <> who) <= 2) $$;
  COMMENT ON FUNCTION on_record_as IS 'The clients who are the same as one: by name and birth, by how they are reached, or by their home';

  CREATE FUNCTION keep_away_as_on_record(who uuid, but_from uuid) RETURNS void VOLATILE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    INSERT INTO exclusion (organisation_id, staff_id, client_id, why, made_by)
    SELECT DISTINCT ON (staff_id) organisation_id, staff_id, who, why, made_by FROM exclusion
     WHERE client_id = ANY (on_record_as(who)) AND why = 'supervisor' AND lifted_at IS NULL AND staff_id IS DISTINCT FROM but_from ORDER BY staff_id, made_at
    ON CONFLICT DO NOTHING $$;

  CREATE OR REPLACE FUNCTION seal_as(first uuid, who uuid) RETURNS void VOLATILE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  DECLARE made uuid := gen_random_uuid();
  BEGIN
    INSERT INTO seal (id, organisation_id, client_id, why, sealed_by) SELECT made, organisation_id, who, why, sealed_by FROM seal WHERE id = first;
    INSERT INTO seal_member (seal_id, staff_id) SELECT made, m.staff_id FROM seal_member m JOIN client c ON c.id = who
      JOIN team_member t ON t.team_id = c.team_id AND t.staff_id = m.staff_id WHERE m.seal_id = first AND NOT m.silently;
    INSERT INTO seal_member (seal_id, staff_id, silently) SELECT made, t.staff_id, true FROM client c JOIN team_member t ON t.team_id = c.team_id
     WHERE c.id = who AND t.staff_id = my_user() AND my_role() IN ('casework_advocate', 'casework_supervisor')
    ON CONFLICT DO NOTHING;
    PERFORM hand_on_seal(made);
    IF cardinality(safe_hands_of(made)) = 0 THEN RAISE EXCEPTION 'nobody could hold it' USING ERRCODE = 'check_violation'; END IF;
  EXCEPTION WHEN check_violation THEN NULL;
  END $$;

  -- Of what staff type only what is new is sealed: of what others work on already, that it went would tell them all.
  CREATE OR REPLACE FUNCTION guard_as_on_record(who uuid) RETURNS void VOLATILE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  DECLARE
    typist uuid := CASE WHEN my_role() IN ('casework_advocate', 'casework_supervisor') THEN my_user() END;
    first uuid;
  BEGIN
    PERFORM keep_away_as_on_record(who, typist);
    IF EXISTS (SELECT FROM seal WHERE client_id = who AND lifted_at IS NULL)
       OR typist IS NOT NULL AND NOT EXISTS (SELECT FROM client c WHERE c.id = who AND c.xmin = pg_current_xact_id()::xid) THEN RETURN; END IF;
    SELECT s.id INTO first FROM seal s JOIN client o ON o.id = s.client_id JOIN client c ON c.id = who
     WHERE s.client_id = ANY (on_record_as(who)) AND s.lifted_at IS NULL ORDER BY c.team_id = o.team_id DESC, s.sealed_at, s.id LIMIT 1;
    IF first IS NOT NULL THEN PERFORM seal_as(first, who); END IF;
  END $$;
`;

const deciding = `
  GRANT DELETE ON seal_member TO casework_definer;
  GRANT UPDATE (lifted_by, lifted_at) ON seal TO casework_definer;
  CREATE POLICY definer_tells_no_longer ON seal_member FOR DELETE TO casework_definer USING (silently);
  CREATE POLICY definer_gives_way ON seal FOR UPDATE TO casework_definer USING (lifted_at IS NULL) WITH CHECK (lifted_by IS NOT NULL);

  -- Until then there is nothing to see of it but what they typed.
  CREATE FUNCTION typists_look_is_over() RETURNS trigger SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  BEGIN
    DELETE FROM seal_member m USING seal s WHERE s.id = m.seal_id AND s.client_id = NEW.client_id AND s.lifted_at IS NULL
      AND m.staff_id = NEW.recorded_by AND m.silently;
    PERFORM keep_away_as_on_record(NEW.client_id, NULL);
    RETURN NULL;
  END $$;
  CREATE TRIGGER typists_look_is_over AFTER UPDATE ON referral FOR EACH ROW
    WHEN (OLD.state = 'received' AND NEW.state <> 'received' AND NEW.recorded_by IS NOT NULL AND NEW.decided_by IS DISTINCT FROM NEW.recorded_by)
    EXECUTE FUNCTION typists_look_is_over();

  -- Whoever is told of no seal seals it as anybody seals what is not: theirs takes its place.
  CREATE FUNCTION untold_seal_gives_way() RETURNS trigger SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.client_id = ANY (my_untold()) THEN
      UPDATE seal SET lifted_at = now(), lifted_by = my_user() WHERE client_id = NEW.client_id AND lifted_at IS NULL;
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER untold_gives_way BEFORE INSERT ON seal FOR EACH ROW EXECUTE FUNCTION untold_seal_gives_way();
  DO $$ DECLARE f regprocedure; BEGIN
    FOREACH f IN ARRAY ARRAY['on_record_as(uuid)', 'keep_away_as_on_record(uuid, uuid)', 'typists_look_is_over()', 'untold_seal_gives_way()']::regprocedure[] LOOP
      EXECUTE format('ALTER FUNCTION %s OWNER TO casework_definer', f);
      EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    END LOOP;
  END $$;
`;

// What 2261 made goes with its own undoing.
const undo = `
  DROP TRIGGER untold_gives_way ON seal; DROP FUNCTION untold_seal_gives_way();
  DROP TRIGGER typists_look_is_over ON referral; DROP FUNCTION typists_look_is_over();
  DROP POLICY definer_gives_way ON seal; DROP POLICY definer_tells_no_longer ON seal_member;
  REVOKE DELETE ON seal_member FROM casework_definer; REVOKE UPDATE (lifted_by, lifted_at) ON seal FROM casework_definer;
  DROP FUNCTION keep_away_as_on_record(uuid, uuid); DROP FUNCTION on_record_as(uuid);
  REVOKE SELECT (xmin) ON client FROM casework_definer;
`;
