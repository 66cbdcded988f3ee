import type { MigrationInterface, QueryRunner } from 'typeorm';
import { instead } from './instead.js';

/**
 * A counter-allegation is found by the tokens conflicts of interest are found by, in the transaction of the entry, and nobody is
 * answered. From then on whoever works or worked with the one client is kept from the other, whoever comes to a case later too.
 */
export class BothSidesHaveWorkersOfTheirOwn1790000002364 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(reasons(", 'counter_allegation'"));
    await db.query(likeness);
    await db.query(finding);
    await db.query(apart);
    await db.query(owners);
    for (const [of, before, after] of changed) await db.query(instead(of, before, after));
  }

  async down(db: QueryRunner): Promise<void> {
    for (const [of, before, after] of changed) await db.query(instead(of, after, before));
    await db.query(`
      DROP TRIGGER counter_allegation_is_found ON conflict_token; DROP TRIGGER workers_kept_apart ON counter_allegation;
      DROP TRIGGER workers_kept_apart ON case_file;
      DROP TRIGGER coverer_kept_apart ON cover; DROP TRIGGER who_tried_kept_apart ON contact_attempt;
      DROP FUNCTION coverer_kept_apart(); DROP FUNCTION who_tried_kept_apart();
      DROP FUNCTION counter_allegation_is_found(); DROP FUNCTION workers_kept_apart(); DROP FUNCTION new_worker_kept_apart();
      DROP FUNCTION keep_apart_from(uuid[]); DROP FUNCTION keep_apart(counter_allegation); DROP FUNCTION workers_of(uuid);
      DROP FUNCTION find_counter_allegations(uuid[], uuid[]); DROP FUNCTION kept_anyway(uuid, uuid); DROP FUNCTION likely_same(uuid, uuid); DROP FUNCTION one_person(uuid, uuid);
      DROP POLICY definer_knows_attempts ON contact_attempt; REVOKE SELECT (case_id, referral_id, recorded_by) ON contact_attempt FROM casework_definer;
      REVOKE SELECT (recorded_at) ON client FROM casework_definer;
      DELETE FROM exclusion WHERE why = 'counter_allegation'; ${reasons('')}`);
  }
}

const reasons = (more: string) => `
  ALTER TABLE exclusion DROP CONSTRAINT exclusion_has_a_reason,
    ADD CONSTRAINT exclusion_has_a_reason CHECK (why IN ('declared', 'matched_name', 'matched_contact', 'supervisor'${more}));`;

const definer = 'SECURITY DEFINER SET search_path = public, pg_temp';

// Of one name all tokens are shared, of two that differ by a slip one or two: three are the same name, or nearly. Two whose days of
// birth are known and differ are not one, whatever they are called.
const likeness = `
  CREATE FUNCTION likely_same(who uuid, accused uuid) RETURNS text STABLE ${definer} LANGUAGE sql AS $$
    SELECT CASE WHEN bool_or(a.how = 'matched_contact' AND b.how = 'matched_contact') THEN 'contact'
      WHEN count(DISTINCT a.token) >= 3 AND NOT (
          EXISTS (SELECT FROM identity_token t WHERE t.client_id = who AND t.kind = 'birth')
          AND EXISTS (SELECT FROM identity_token t WHERE t.perpetrator_id = accused AND t.kind = 'birth')
          AND NOT EXISTS (SELECT FROM identity_token t JOIN identity_token u ON u.token = t.token AND u.kind = t.kind
            WHERE t.kind = 'birth' AND t.client_id = who AND u.perpetrator_id = accused)) THEN 'name' END
    FROM conflict_token a JOIN conflict_token b ON b.token = a.token AND b.organisation_id = a.organisation_id
     WHERE a.client_id = who AND b.perpetrator_id = accused $$;
  COMMENT ON FUNCTION likely_same IS 'By what somebody in a client''s record is likely whom a perpetrator''s record is of; null where it is not';
  CREATE FUNCTION one_person(one uuid, other uuid) RETURNS boolean STABLE ${definer} LANGUAGE sql AS $$
    WITH shared AS (SELECT DISTINCT a.kind FROM identity_token a JOIN identity_token b ON b.token = a.token AND b.kind = a.kind
      WHERE a.client_id = one AND b.client_id = other)
    SELECT EXISTS (SELECT FROM shared WHERE kind = 'name_and_birth')
        OR EXISTS (SELECT FROM shared WHERE kind = 'surname_and_initial') AND EXISTS (SELECT FROM shared WHERE kind IN ('phone', 'email')) $$;
  COMMENT ON FUNCTION one_person IS 'Whether two clients are one who was referred twice: nobody stalks themself';
`;

// What was recorded before anything was compared is compared at night, all at once: there a name alone, which many share, is not
// enough unless each names the other. Of people with several records each is asked of the person, and nobody stalks themself.
const finding = `
  GRANT SELECT (recorded_at) ON client TO casework_definer;
  CREATE FUNCTION find_counter_allegations(clients uuid[], perpetrators uuid[]) RETURNS void VOLATILE ${definer} LANGUAGE sql AS $$
    INSERT INTO counter_allegation (organisation_id, earlier_client_id, later_client_id, found_by)
    WITH met AS (
      SELECT DISTINCT c.organisation_id, m.who, m.accused, same_person(m.accused) AS records, same_person(m.who) AS selves
        FROM unnest(clients, perpetrators) AS m(who, accused) JOIN client c ON c.id = m.who),
    accusing AS (
      SELECT m.*, r.client_id AS other FROM met m JOIN referral r ON r.perpetrator_id = ANY (m.records) AND r.client_id <> ALL (m.selves)
      UNION SELECT m.*, c.client_id FROM met m JOIN case_file c ON c.perpetrator_id = ANY (m.records) AND c.client_id <> ALL (m.selves)),
    likely AS (
      SELECT a.*, l.by FROM accusing a CROSS JOIN LATERAL (SELECT likely_same(a.who, a.accused) AS by) l
       WHERE l.by IS NOT NULL AND NOT one_person(a.who, a.other)
         AND (l.by = 'contact' OR my_role() IS DISTINCT FROM 'casework_comparer' OR EXISTS (
           SELECT FROM referral r, unnest(same_person(r.perpetrator_id)) AS p(id)
            WHERE r.client_id = ANY (a.selves) AND likely_same(a.other, p.id) IS NOT NULL)))
    SELECT DISTINCT ON (2, 3) l.organisation_id, CASE WHEN first THEN l.other ELSE l.who END, CASE WHEN first THEN l.who ELSE l.other END, l.by
      FROM likely l JOIN client w ON w.id = l.who JOIN client o ON o.id = l.other
        CROSS JOIN LATERAL (SELECT (o.recorded_at, o.id) < (w.recorded_at, w.id) AS first) f
     ORDER BY 2, 3, l.by
    -- A number found later is more than the name that was looked at.
    ON CONFLICT (earlier_client_id, later_client_id) DO UPDATE SET found_by = 'contact', outcome = NULL, found_at = now()
      WHERE counter_allegation.found_by = 'name' AND excluded.found_by = 'contact' $$;
  CREATE FUNCTION counter_allegation_is_found() RETURNS trigger ${definer} LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM find_counter_allegations(array_agg(m.who), array_agg(m.accused)) FROM (
      SELECT DISTINCT coalesce(n.client_id, k.client_id) AS who, coalesce(n.perpetrator_id, k.perpetrator_id) AS accused
        FROM entered n JOIN conflict_token k ON k.token = n.token AND k.organisation_id = n.organisation_id
       WHERE n.client_id IS NOT NULL AND k.perpetrator_id IS NOT NULL OR n.perpetrator_id IS NOT NULL AND k.client_id IS NOT NULL) m
    HAVING count(*) > 0;
    RETURN NULL;
  END $$;
  CREATE TRIGGER counter_allegation_is_found AFTER INSERT ON conflict_token REFERENCING NEW TABLE AS entered FOR EACH STATEMENT
    EXECUTE FUNCTION counter_allegation_is_found();
`;

// Whoever worked with both is kept from the one who came later: somebody must know the other. Of two who were found to be one person
// after all nobody is kept apart, or nobody could work with them.
const apart = `
  GRANT SELECT (case_id, referral_id, recorded_by) ON contact_attempt TO casework_definer;
  CREATE POLICY definer_knows_attempts ON contact_attempt FOR SELECT TO casework_definer USING (true);
  CREATE FUNCTION workers_of(client uuid) RETURNS SETOF uuid STABLE ${definer} LANGUAGE sql AS $$
    WITH file AS (SELECT c.id, c.advocate_id FROM case_file c WHERE c.client_id = ANY (same_person(client)))
    SELECT f.advocate_id FROM file f WHERE f.advocate_id IS NOT NULL
    UNION SELECT a.staff_id FROM file f JOIN allocation a ON a.case_id = f.id
    UNION SELECT v.staff_id FROM file f JOIN cover v ON v.case_id = f.id
    -- A supervisor who tried to reach one of two is to decide between them all the same.
    UNION SELECT t.recorded_by FROM contact_attempt t JOIN staff s ON s.id = t.recorded_by AND s.role = 'advocate'
     WHERE t.case_id IN (SELECT f.id FROM file f) OR t.referral_id IN (SELECT r.id FROM referral r WHERE r.client_id = ANY (same_person(client))) $$;
  COMMENT ON FUNCTION workers_of IS 'Whoever works or worked with a client, covered for who does, or tried to reach them, in whichever record of them';
  CREATE FUNCTION keep_apart(k counter_allegation) RETURNS void VOLATILE ${definer} LANGUAGE sql AS $$
    WITH one AS (SELECT workers_of(k.earlier_client_id) AS id), other AS (SELECT workers_of(k.later_client_id) AS id)
    INSERT INTO exclusion (organisation_id, staff_id, client_id, why, made_by)
    SELECT k.organisation_id, w.id, w.kept_from, 'counter_allegation', my_user() FROM (
      SELECT id, k.later_client_id AS kept_from FROM one
      UNION ALL SELECT id, k.earlier_client_id FROM other WHERE id NOT IN (SELECT id FROM one)) w
     WHERE k.later_client_id <> ALL (same_person(k.earlier_client_id))
    ON CONFLICT (staff_id, client_id) DO UPDATE SET lifted_at = NULL, lifted_by = NULL, why = excluded.why, made_by = excluded.made_by, made_at = now()
      WHERE exclusion.lifted_at IS NOT NULL $$;
  CREATE FUNCTION keep_apart_from(person uuid[]) RETURNS void VOLATILE ${definer} LANGUAGE sql AS $$
    SELECT keep_apart(o) FROM counter_allegation o
     WHERE o.outcome IS DISTINCT FROM 'not_the_same' AND (o.earlier_client_id = ANY (person) OR o.later_client_id = ANY (person)) $$;
  COMMENT ON FUNCTION keep_apart_from IS 'Keeps the workers of each of some clients from those with whom each is in a counter-allegation, and the other way round';

  -- One exclusion stands for all there is between two: what was found besides, while it stood, is not let be with it.
  CREATE FUNCTION kept_anyway(who uuid, from_client uuid) RETURNS boolean STABLE ${definer} LANGUAGE sql AS $$
    SELECT EXISTS (SELECT FROM conflict_token s JOIN conflict_token k ON k.token = s.token AND k.organisation_id = s.organisation_id
        WHERE s.staff_id = who AND k.client_id = from_client)
      OR EXISTS (SELECT FROM exclusion x WHERE x.staff_id = who AND x.why = 'supervisor' AND x.lifted_at IS NULL AND one_person(x.client_id, from_client)) $$;

  -- Of a namesake nobody is kept apart, but for whoever another counter-allegation of the client keeps away.
  CREATE FUNCTION workers_kept_apart() RETURNS trigger ${definer} LANGUAGE plpgsql AS $$
  DECLARE both_of uuid[] := same_person(NEW.earlier_client_id) || same_person(NEW.later_client_id);
  BEGIN
    IF NEW.outcome IS NOT DISTINCT FROM 'not_the_same' THEN
      UPDATE exclusion e SET why = 'matched_name' WHERE e.lifted_at IS NULL AND e.why = 'counter_allegation'
         AND e.client_id = ANY (both_of) AND kept_anyway(e.staff_id, e.client_id);
      UPDATE exclusion e SET lifted_at = now(), lifted_by = my_user() WHERE e.lifted_at IS NULL AND e.why = 'counter_allegation'
         AND e.client_id = ANY (both_of);
    END IF;
    PERFORM keep_apart_from(both_of);
    RETURN NULL;
  END $$;
  CREATE TRIGGER workers_kept_apart AFTER INSERT OR UPDATE ON counter_allegation FOR EACH ROW EXECUTE FUNCTION workers_kept_apart();
  CREATE FUNCTION new_worker_kept_apart() RETURNS trigger ${definer} LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM keep_apart_from(same_person(NEW.client_id));
    RETURN NULL;
  END $$;
  CREATE TRIGGER workers_kept_apart AFTER INSERT OR UPDATE OF advocate_id ON case_file FOR EACH ROW EXECUTE FUNCTION new_worker_kept_apart();
  CREATE FUNCTION coverer_kept_apart() RETURNS trigger ${definer} LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM keep_apart_from(same_person(c.client_id)) FROM case_file c WHERE c.id = NEW.case_id;
    RETURN NULL;
  END $$;
  CREATE TRIGGER coverer_kept_apart AFTER INSERT ON cover FOR EACH ROW EXECUTE FUNCTION coverer_kept_apart();
  CREATE FUNCTION who_tried_kept_apart() RETURNS trigger ${definer} LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM keep_apart_from(same_person(t.client_id)) FROM (SELECT c.client_id FROM case_file c WHERE c.id = NEW.case_id
      UNION SELECT r.client_id FROM referral r WHERE r.id = NEW.referral_id) t;
    RETURN NULL;
  END $$;
  CREATE TRIGGER who_tried_kept_apart AFTER INSERT ON contact_attempt FOR EACH ROW EXECUTE FUNCTION who_tried_kept_apart();
`;

const owners = `
  DO $$ DECLARE f regprocedure; BEGIN
    FOREACH f IN ARRAY ARRAY['likely_same(uuid, uuid)', 'one_person(uuid, uuid)', 'find_counter_allegations(uuid[], uuid[])', 'counter_allegation_is_found()',
      'workers_of(uuid)', 'keep_apart(counter_allegation)', 'keep_apart_from(uuid[])', 'kept_anyway(uuid, uuid)', 'workers_kept_apart()', 'new_worker_kept_apart()', 'coverer_kept_apart()', 'who_tried_kept_apart()']::regprocedure[] LOOP
      EXECUTE format('ALTER FUNCTION %s OWNER TO casework_definer', f);
      EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    END LOOP;
  END $$;
`;

/** Who judges conflicts is told of none of these; a batch is undone and a client forgotten with what was found of them. */
const changed = [
  [
    'exclusions_to_judge()',
    'AND e.staff_id <> my_user()',
    `AND e.staff_id <> my_user() AND e.why <> 'counter_allegation'`,
  ],
  [
    'undo_batch_row(referral_batch_referral)',
    'DELETE FROM identity_token t WHERE t.client_id = client',
    `DELETE FROM counter_allegation k WHERE client IN (k.earlier_client_id, k.later_client_id);
    DELETE FROM identity_token t WHERE t.client_id = client`,
  ],
  [
    'approve_erasure(uuid)',
    'UNION SELECT b.id FROM broken_glass b WHERE b.client_id = e.client_id',
    `UNION SELECT b.id FROM broken_glass b WHERE b.client_id = e.client_id
      UNION SELECT k.id FROM counter_allegation k WHERE e.client_id IN (k.earlier_client_id, k.later_client_id)`,
  ],
] as const;
