import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * From the moment two records are joined, or taken apart, what is sealed, told or refused of either is judged by what they are now.
 * Apart again, each is as it was; but what was written in one while both were guarded was written for whoever might see both.
 */
export class WhatIsJoinedIsJudgedAtOnce1790000002398 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(named);
    await db.query(staying);
    await db.query(leaving);
    await db.query(joining);
    await db.query(joiningPerpetrators);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER perpetrators_join_or_part ON likeness; DROP FUNCTION perpetrators_join_or_part(); DROP FUNCTION stays_on_both_perpetrators(likeness);
      DROP TRIGGER joins_or_parts ON likeness; DROP FUNCTION likeness_joins_or_parts(); DROP FUNCTION end_what_showed_both(likeness); ${definerEnds('')}
      DROP FUNCTION stays_on_both(likeness); DROP FUNCTION written_since(uuid, bigint); DROP FUNCTION named_for_every_seal(uuid, uuid);
      REVOKE UPDATE (expires_at) ON erasure FROM casework_definer;
      REVOKE SELECT (did, record_id) ON event FROM casework_definer;
    `);
  }
}

const owned = (signature: string) =>
  `ALTER FUNCTION ${signature} OWNER TO casework_definer; REVOKE ALL ON FUNCTION ${signature} FROM PUBLIC;`;

const named = `
  CREATE FUNCTION named_for_every_seal(client uuid, person uuid) RETURNS boolean STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    SELECT coalesce(bool_and(EXISTS (SELECT FROM seal_member m WHERE m.seal_id = s.id AND m.staff_id = person)), false)
      FROM seal s WHERE s.client_id = ANY (same_person(client)) AND s.lifted_at IS NULL $$;
  COMMENT ON FUNCTION named_for_every_seal IS 'Whether somebody is named for every seal there is on a client, whichever record it was put on: false where there is none';
  ${owned('named_for_every_seal(uuid, uuid)')}
`;

const staying = `
  GRANT SELECT (did, record_id) ON event TO casework_definer;
  CREATE FUNCTION written_since(who uuid, began bigint) RETURNS boolean STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    SELECT EXISTS (SELECT FROM unnest(same_person(who)) AS p(id), LATERAL (
        SELECT e.did, e.id FROM case_file c JOIN event e ON e.case_id = c.id WHERE c.client_id = p.id OR c.perpetrator_id = p.id
        UNION ALL SELECT e.did, e.id FROM referral r JOIN event e ON e.record_id = r.id WHERE r.client_id = p.id OR r.perpetrator_id = p.id
        UNION ALL SELECT e.did, e.id FROM event e WHERE e.record_id = p.id) e
      WHERE e.id > began AND e.did NOT LIKE 'likeness.%' AND e.did NOT IN ('outgoing.stopped', 'share.ended', 'share.shortened')) $$;
  COMMENT ON FUNCTION written_since IS 'Whether anybody did anything in any record of a client or a perpetrator after an event';

  CREATE FUNCTION stays_on_both(l likeness) RETURNS void VOLATILE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  DECLARE
    side record; held uuid;
    began bigint := coalesce((SELECT max(m.id) FROM event m WHERE m.did = 'likeness.merged' AND m.record_id IN (l.one, l.other)), 0);
  BEGIN
    IF l.other = ANY (same_person(l.one)) THEN RETURN; END IF;
    INSERT INTO exclusion (organisation_id, staff_id, client_id, why, made_by)
    SELECT DISTINCT ON (e.staff_id, s.theirs) e.organisation_id, e.staff_id, s.theirs, e.why, e.made_by
      FROM (VALUES (l.one, l.other), (l.other, l.one)) AS s(ours, theirs) JOIN exclusion e ON e.client_id = ANY (same_person(s.ours)) AND e.lifted_at IS NULL
     WHERE (e.made_at >= l.decided_at OR written_since(s.theirs, began))
       AND NOT (e.why = 'counter_allegation' AND e.staff_id IN (SELECT workers_of(s.theirs))) ORDER BY e.staff_id, s.theirs, e.made_at
    ON CONFLICT (staff_id, client_id) DO UPDATE SET lifted_at = NULL, lifted_by = NULL, why = excluded.why, made_by = excluded.made_by, made_at = now()
      WHERE exclusion.lifted_at IS NOT NULL;
    -- Whoever works with one loses it by no counter-allegation of the other.
    PERFORM keep_apart_from(same_person(l.one) || same_person(l.other));
    FOR side IN SELECT * FROM (VALUES (l.one, l.other), (l.other, l.one)) AS s(ours, theirs) LOOP
      SELECT s.id INTO held FROM seal s WHERE s.client_id = ANY (same_person(side.ours)) AND s.lifted_at IS NULL
         AND (s.sealed_at >= l.decided_at OR written_since(side.theirs, began)) ORDER BY s.sealed_at, s.id LIMIT 1;
      CONTINUE WHEN held IS NULL OR EXISTS (SELECT FROM seal s WHERE s.client_id = ANY (same_person(side.theirs)) AND s.lifted_at IS NULL);
      PERFORM seal_as(held, side.theirs);
      IF NOT EXISTS (SELECT FROM seal s WHERE s.client_id = side.theirs AND s.lifted_at IS NULL) THEN
        RAISE EXCEPTION 'a sealed record is on a supervisor''s board' USING ERRCODE = 'check_violation', CONSTRAINT = 'seal_is_in_safe_hands';
      END IF;
    END LOOP;
  END $$;
  COMMENT ON FUNCTION stays_on_both IS 'Of two records that are taken apart: what either was guarded by while they were one stays on both, until somebody lifts it, where it was made since or the other was written in';
  ${owned('written_since(uuid, bigint)')} ${owned('stays_on_both(likeness)')}
`;

const definerEnds = (also: string) =>
  `ALTER POLICY definer_ends_shares ON share WITH CHECK (ended_because IS NULL OR ended_because IN ('consent_ended', 'not_justified', 'case_closed', 'view_ended'${also}));`;

/** That something, or an address that goes with it, was shared by consent. */
const byConsent =
  '(s.consent_id IS NOT NULL OR EXISTS (SELECT FROM share_address a WHERE a.share_id = s.id AND a.consent_id IS NOT NULL))';

// What is one person's alone by then may have gone with the other's: which of it came from where is not looked into.
const leaving = `
  ${definerEnds(", 'records_parted'")}
  CREATE FUNCTION end_what_showed_both(l likeness) RETURNS void VOLATILE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    WITH ended AS (
      UPDATE share s SET ended_at = now(), ended_because = 'records_parted' FROM case_file c, share_copy k
       WHERE c.id = s.case_id AND k.share_id = s.id AND c.client_id = ANY (same_person(l.one) || same_person(l.other)) AND s.ended_at IS NULL
         AND (s.shared_at >= l.decided_at OR EXISTS (SELECT FROM share_address a WHERE a.share_id = s.id AND a.included_at >= l.decided_at))
      RETURNING s.id, s.case_id, c.organisation_id)
    INSERT INTO event (did, record_id, case_id, organisation_id) SELECT 'share.ended', id, case_id, organisation_id FROM ended $$;
  COMMENT ON FUNCTION end_what_showed_both IS 'Of two records that are taken apart: copies of either that were shared, or had an address put in, while they were one';
  ${owned('end_what_showed_both(likeness)')}
`;

const joining = `
  GRANT UPDATE (expires_at) ON erasure TO casework_definer;
  CREATE FUNCTION likeness_joins_or_parts() RETURNS trigger SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  DECLARE
    either uuid[] := same_person(NEW.client_id) || same_person(NEW.other_client_id);
  BEGIN
    -- What is sent or shared of either at this moment waits here, or is waited for, and is judged by what holds of both.
    PERFORM pg_advisory_xact_lock(hashtextextended(which::text, of)) FROM (VALUES (NEW.client_id), (NEW.other_client_id)) w(which), (VALUES (2), (3)) o(of)
      ORDER BY which, of;
    IF NEW.ended_at IS NULL AND (SELECT count(DISTINCT team_id) > 1 FROM client WHERE id IN (NEW.client_id, NEW.other_client_id)) THEN
      RAISE EXCEPTION 'a seal names people of one team' USING ERRCODE = 'check_violation', CONSTRAINT = 'one_client_is_of_one_team';
    END IF;
    -- Whoever joins them may see both, so that it is theirs to decide and says nothing new to them.
    IF NEW.ended_at IS NULL AND EXISTS (SELECT FROM counter_allegation k WHERE k.outcome IS DISTINCT FROM 'not_the_same'
         AND k.earlier_client_id = ANY (either) AND k.later_client_id = ANY (either)) THEN
      RAISE EXCEPTION 'nobody stalks themself' USING ERRCODE = 'check_violation', CONSTRAINT = 'one_client_accuses_nobody_of_themself';
    END IF;
    IF NEW.ended_at IS NOT NULL THEN PERFORM stays_on_both(NEW); PERFORM end_what_showed_both(NEW); END IF;
    PERFORM keep_sealed(NEW.client_id); PERFORM keep_sealed(NEW.other_client_id);
    -- Of two seals only whoever both name is named: somebody must be.
    IF EXISTS (SELECT FROM seal s WHERE s.client_id = ANY (either) AND s.lifted_at IS NULL AND cardinality(safe_hands_of(s.id)) = 0) THEN
      RAISE EXCEPTION 'a sealed record is on a supervisor''s board' USING ERRCODE = 'check_violation', CONSTRAINT = 'seal_is_in_safe_hands';
    END IF;
    -- Whoever was to approve an erasure read of other records than it would forget now.
    UPDATE erasure SET expires_at = now() WHERE client_id = ANY (either) AND decision IS NULL AND expires_at > now();
    PERFORM stop_what_is_unsafe(NEW.client_id, 'consent_ended'); PERFORM stop_what_is_unsafe(NEW.other_client_id, 'consent_ended');
    WITH ended AS (
      UPDATE share s SET ended_at = now(), ended_because = 'consent_ended' FROM case_file c
       WHERE c.id = s.case_id AND c.client_id = ANY (either) AND s.ended_at IS NULL AND ${byConsent}
         AND consent_for(c.client_id, s.agency_id, (now() AT TIME ZONE 'Europe/London')::date) IS NULL
      RETURNING s.id, s.case_id, c.organisation_id)
    INSERT INTO event (did, record_id, case_id, organisation_id) SELECT 'share.ended', id, case_id, organisation_id FROM ended;
    WITH shortened AS (
      UPDATE share s SET until_on = k.until_on FROM case_file c, consent k
       WHERE c.id = s.case_id AND c.client_id = ANY (either) AND s.ended_at IS NULL AND ${byConsent}
         AND k.id = consent_for(c.client_id, s.agency_id, (now() AT TIME ZONE 'Europe/London')::date) AND k.until_on < s.until_on AND k.until_on >= s.shared_on
      RETURNING s.id, s.case_id, c.organisation_id)
    INSERT INTO event (did, record_id, case_id, organisation_id) SELECT 'share.shortened', id, case_id, organisation_id FROM shortened;
    IF NEW.ended_at IS NULL THEN PERFORM keep_apart_from(either); END IF;
    RETURN NULL;
  END $$;
  ${owned('likeness_joins_or_parts()')}
  CREATE TRIGGER joins_or_parts AFTER INSERT OR UPDATE ON likeness FOR EACH ROW
    WHEN (NEW.verdict = 'one_person' AND NEW.client_id IS NOT NULL) EXECUTE FUNCTION likeness_joins_or_parts();
`;

// Whoever is kept from one is kept from those whom the other stalks: where one of these was sealed for them alone, it is handed on,
// as it is where anybody is found to be in conflict. To refuse would tell that there is something sealed.
const joiningPerpetrators = `
  CREATE FUNCTION stays_on_both_perpetrators(l likeness) RETURNS void VOLATILE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  DECLARE
    began bigint := coalesce((SELECT max(m.id) FROM event m WHERE m.did = 'likeness.merged' AND m.record_id IN (l.one, l.other)), 0);
  BEGIN
    IF l.other = ANY (same_person(l.one)) THEN RETURN; END IF;
    INSERT INTO exclusion (organisation_id, staff_id, perpetrator_id, why, made_by)
    SELECT DISTINCT ON (e.staff_id, s.theirs) e.organisation_id, e.staff_id, s.theirs, e.why, e.made_by
      FROM (VALUES (l.one, l.other), (l.other, l.one)) AS s(ours, theirs) JOIN exclusion e ON e.perpetrator_id = ANY (same_person(s.ours)) AND e.lifted_at IS NULL
     WHERE e.made_at >= l.decided_at OR written_since(s.theirs, began) ORDER BY e.staff_id, s.theirs, e.made_at
    ON CONFLICT (staff_id, perpetrator_id) DO UPDATE SET lifted_at = NULL, lifted_by = NULL, why = excluded.why, made_by = excluded.made_by, made_at = now()
      WHERE exclusion.lifted_at IS NOT NULL;
  END $$;
  COMMENT ON FUNCTION stays_on_both_perpetrators IS 'Of two perpetrators'' records that are taken apart: whoever was kept from either while they were one stays kept from both, where that was made since or the other''s clients were written of';
  ${owned('stays_on_both_perpetrators(likeness)')}
  CREATE FUNCTION perpetrators_join_or_part() RETURNS trigger SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.ended_at IS NOT NULL THEN PERFORM stays_on_both_perpetrators(NEW); RETURN NULL; END IF;
    PERFORM hand_on_seal(s.id) FROM seal s WHERE s.lifted_at IS NULL AND s.client_id IN (
      SELECT c.client_id FROM case_file c WHERE c.perpetrator_id = ANY (same_person(NEW.perpetrator_id))
      UNION SELECT r.client_id FROM referral r WHERE r.perpetrator_id = ANY (same_person(NEW.perpetrator_id)));
    PERFORM find_counter_allegations(array_agg(m.who), array_agg(m.accused)) FROM (
      SELECT DISTINCT c.client_id AS who, k.perpetrator_id AS accused FROM conflict_token k JOIN conflict_token c
          ON c.token = k.token AND c.organisation_id = k.organisation_id AND c.client_id IS NOT NULL
       WHERE k.perpetrator_id = ANY (same_person(NEW.perpetrator_id))) m
    HAVING count(*) > 0;
    RETURN NULL;
  END $$;
  ${owned('perpetrators_join_or_part()')}
  CREATE TRIGGER perpetrators_join_or_part AFTER INSERT OR UPDATE ON likeness FOR EACH ROW
    WHEN (NEW.verdict = 'one_person' AND NEW.perpetrator_id IS NOT NULL) EXECUTE FUNCTION perpetrators_join_or_part();
`;
