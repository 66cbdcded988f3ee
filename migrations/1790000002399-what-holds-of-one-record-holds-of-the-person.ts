import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whoever is kept from one record of a person is kept from all; a seal on one is on all; a consent that was taken back to one holds
 * for all; to forget one is to forget all; and of several first supports of one person the earliest counts.
 */
export class WhatHoldsOfOneRecordHoldsOfThePerson1790000002399 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const is of Object.values(whole)) await db.query(is);
    for (const each of parts) await db.query(rewriting(each));
    await db.query(joining);
    await db.query(counting(once));
    await db.query(policies('= ANY (records_of(c.client_id))', '= ANY (records_of(c.perpetrator_id))'));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(policies('= c.client_id', '= c.perpetrator_id'));
    await db.query(counting(''));
    await db.query('DROP TRIGGER joins_or_parts ON likeness; DROP FUNCTION likeness_joins_or_parts()');
    for (const [name, from, to] of parts.toReversed()) await db.query(rewriting([name, to, from]));
    for (const was of Object.keys(whole)) await db.query(was);
  }
}

/** Of a function that stands, one part of its text for another; it fails where that part is not there. */
function rewriting([name, from, to]: readonly [string, string, string]): string {
  return `DO $do$ DECLARE text text := pg_get_functiondef('${name}'::regprocedure); BEGIN
    IF position($q$${from}$q$ IN text) = 0 THEN RAISE EXCEPTION '% is not as it was', '${name}'; END IF;
    EXECUTE replace(text, $q$${from}$q$, $q$${to}$q$); END $do$`;
}

const excludedFrom = (said: string, hidden: string) => `
  CREATE OR REPLACE FUNCTION excluded_from(person uuid) RETURNS uuid[] STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = public, pg_temp
  LANGUAGE sql AS $$
    WITH said AS (${said}),
      hidden AS (${hidden}),
      named AS (SELECT r.perpetrator_id AS id FROM hidden JOIN referral r ON r.client_id = hidden.id
        UNION SELECT c.perpetrator_id FROM hidden JOIN case_file c ON c.client_id = hidden.id)
    SELECT coalesce(array_agg(id), '{}') FROM (
      SELECT id FROM hidden
      UNION SELECT perpetrator_id FROM said WHERE perpetrator_id IS NOT NULL
      UNION SELECT id FROM named WHERE id IS NOT NULL
        AND NOT EXISTS (SELECT FROM referral r WHERE r.perpetrator_id = named.id AND r.client_id NOT IN (SELECT h.id FROM hidden h))
        AND NOT EXISTS (SELECT FROM case_file c WHERE c.perpetrator_id = named.id AND c.client_id NOT IN (SELECT h.id FROM hidden h))) x $$;
`;
const saidOfOne =
  'SELECT client_id, perpetrator_id FROM exclusion WHERE staff_id = person AND lifted_at IS NULL';
const stalked = `SELECT client_id AS id FROM said WHERE client_id IS NOT NULL
        UNION SELECT r.client_id FROM said JOIN referral r USING (perpetrator_id)
        UNION SELECT c.client_id FROM said JOIN case_file c USING (perpetrator_id)`;

const mySeals = (mine: string) => `
  CREATE OR REPLACE FUNCTION my_seals() RETURNS uuid[] SET search_path = public, pg_temp STABLE PARALLEL RESTRICTED SECURITY DEFINER LANGUAGE plpgsql AS $$
  DECLARE me uuid := nullif((door.claims())[1], '')::uuid; BEGIN RETURN (WITH ${mine}
    SELECT coalesce(array_agg(id), '{}') FROM (
      SELECT id FROM mine
      UNION SELECT r.perpetrator_id FROM mine JOIN referral r ON r.client_id = mine.id
      UNION SELECT c.perpetrator_id FROM mine JOIN case_file c ON c.client_id = mine.id) x WHERE id IS NOT NULL); END $$;
`;
const namedFor =
  'SELECT s.client_id AS id FROM seal_member m JOIN seal s ON s.id = m.seal_id WHERE m.staff_id = me AND s.lifted_at IS NULL';

/** Functions that are written anew: as they were, and as they are. */
const whole: Readonly<Record<string, string>> = {
  [excludedFrom(saidOfOne, stalked)]: excludedFrom(
    `SELECT CASE WHEN e.client_id IS NOT NULL THEN p.id END AS client_id, CASE WHEN e.perpetrator_id IS NOT NULL THEN p.id END AS perpetrator_id
        FROM exclusion e, unnest(same_person(coalesce(e.client_id, e.perpetrator_id))) AS p(id) WHERE e.staff_id = person AND e.lifted_at IS NULL`,
    `SELECT DISTINCT p.id FROM (${stalked}) one, unnest(same_person(one.id)) AS p(id)`,
  ),
  // Of two seals on one person, whoever is named for one alone is not named.
  [mySeals(`mine AS (${namedFor})`)]: mySeals(`
    person AS (SELECT DISTINCT p.id FROM (${namedFor}) named, unnest(same_person(named.id)) AS p(id)),
    mine AS (SELECT id FROM person WHERE NOT EXISTS (SELECT FROM seal s WHERE s.client_id = ANY (same_person(person.id)) AND s.lifted_at IS NULL
      AND NOT EXISTS (SELECT FROM seal_member m WHERE m.seal_id = s.id AND m.staff_id = me)))`),
};

const erasure = 'approve_erasure(uuid)';
const obstacle = 'obstacle_to_erasing(uuid, uuid)';
const kept = 'keep_sealed(uuid)';
const board = 'cases_needing_another_worker()';
const ending = 'end_what_was_shared_by_consent()';
const parts: readonly (readonly [string, string, string])[] = [
  [kept, 'client_id = who', 'client_id = ANY (same_person(who))'],
  [kept, 'WHERE id = who', 'WHERE id = ANY (same_person(who))'],
  ['named_are_told()', 'b.client_id = s.client_id', 'b.client_id = ANY (same_person(s.client_id))'],
  [
    'may_be_sent(outgoing)',
    'AND c.client_id = m.client_id,',
    'AND c.client_id = ANY (same_person(m.client_id)),',
  ],
  [
    'may_be_sent(outgoing)',
    'WHERE k.client_id = m.client_id AND k.purpose',
    'WHERE k.client_id = ANY (same_person(m.client_id)) AND k.purpose',
  ],
  [
    'outgoing_is_safe()',
    'hashtextextended(m.client_id::text, 2)',
    'hashtextextended((same_person(m.client_id))[1]::text, 2)',
  ],
  [
    'stop_what_is_unsafe(uuid, text)',
    'hashtextextended(whose::text, 2)',
    'hashtextextended((same_person(whose))[1]::text, 2)',
  ],
  [
    'share_is_lawful()',
    'hashtextextended(whose::text, 3)',
    'hashtextextended((same_person(whose))[1]::text, 3)',
  ],
  [
    ending,
    'hashtextextended(NEW.client_id::text, 3)',
    'hashtextextended((same_person(NEW.client_id))[1]::text, 3)',
  ],
  [board, 's.client_id = c.client_id', 's.client_id = ANY (same_person(c.client_id))'],
  [board, 'e.client_id = c.client_id', 'e.client_id = ANY (same_person(c.client_id))'],
  [board, 'e.perpetrator_id = c.perpetrator_id', 'e.perpetrator_id = ANY (same_person(c.perpetrator_id))'],
  [
    'stop_what_is_unsafe(uuid, text)',
    'AND c.client_id = whose AND',
    'AND c.client_id = ANY (same_person(whose)) AND',
  ],
  ['consent_for(uuid, uuid, date)', 'k.client_id = $1 AND', 'k.client_id = ANY (same_person($1)) AND'],
  [ending, 'c.client_id = NEW.client_id AND', 'c.client_id = ANY (same_person(NEW.client_id)) AND'],
  [obstacle, 'k.client_id = e.client_id AND', 'k.client_id = ANY (same_person(e.client_id)) AND'],
  [obstacle, 'r.client_id = e.client_id AND', 'r.client_id = ANY (same_person(e.client_id)) AND'],
  // Whoever approves is named for every seal there is on the person.
  [
    obstacle,
    's.client_id = c.id AND s.lifted_at IS NULL AND m.staff_id = a.id',
    `s.client_id = ANY (same_person(c.id)) AND s.lifted_at IS NULL AND m.staff_id = a.id) AND NOT EXISTS (SELECT FROM seal s
       WHERE s.client_id = ANY (same_person(c.id)) AND s.lifted_at IS NULL AND NOT EXISTS (SELECT FROM seal_member m WHERE m.seal_id = s.id AND m.staff_id = a.id)`,
  ],
  [erasure, 'SELECT e.client_id || array_agg(id)', 'SELECT same_person(e.client_id) || array_agg(id)'],
  [erasure, 'client_id = e.client_id', 'client_id = ANY (same_person(e.client_id))'],
  [erasure, 'client_id <> e.client_id', 'client_id <> ALL (same_person(e.client_id))'],
];

const joining = `
  -- What either was sealed, told or refused holds for both from this moment, and what was on its way is judged by it.
  CREATE FUNCTION likeness_joins_or_parts() RETURNS trigger SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  DECLARE held uuid; hands uuid[];
  BEGIN
    -- What is sent or shared of either at this moment waits here, or is waited for, and is judged by what holds of both.
    PERFORM pg_advisory_xact_lock(hashtextextended(which::text, of)) FROM (VALUES (NEW.client_id), (NEW.other_client_id)) w(which), (VALUES (2), (3)) o(of)
      ORDER BY which, of;
    IF NEW.ended_at IS NULL AND (SELECT count(DISTINCT team_id) > 1 FROM client WHERE id IN (NEW.client_id, NEW.other_client_id)) THEN
      RAISE EXCEPTION 'a seal names people of one team' USING ERRCODE = 'check_violation', CONSTRAINT = 'one_client_is_of_one_team';
    END IF;
    PERFORM keep_sealed(NEW.client_id); PERFORM keep_sealed(NEW.other_client_id);
    -- Of two seals only whoever both name is named: somebody must be.
    FOR held IN SELECT s.id FROM seal s WHERE s.client_id = ANY (same_person(NEW.client_id)) AND s.lifted_at IS NULL ORDER BY s.id LOOP
      hands := ARRAY(SELECT unnest(safe_hands_of(held)) INTERSECT SELECT unnest(coalesce(hands, safe_hands_of(held))));
    END LOOP;
    IF cardinality(hands) = 0 THEN
      RAISE EXCEPTION 'a sealed record is on a supervisor''s board' USING ERRCODE = 'check_violation', CONSTRAINT = 'seal_is_in_safe_hands';
    END IF;
    PERFORM stop_what_is_unsafe(NEW.client_id, 'consent_ended'); PERFORM stop_what_is_unsafe(NEW.other_client_id, 'consent_ended');
    WITH ended AS (
      UPDATE share s SET ended_at = now(), ended_because = 'consent_ended' FROM case_file c
       WHERE c.id = s.case_id AND c.client_id = ANY (same_person(NEW.client_id) || same_person(NEW.other_client_id)) AND s.ended_at IS NULL AND s.consent_id IS NOT NULL
         AND consent_for(c.client_id, s.agency_id, (now() AT TIME ZONE 'Europe/London')::date) IS NULL
      RETURNING s.id, s.case_id, c.organisation_id)
    INSERT INTO event (did, record_id, case_id, organisation_id) SELECT 'share.ended', id, case_id, organisation_id FROM ended;
    RETURN NULL;
  END $$;
  ALTER FUNCTION likeness_joins_or_parts() OWNER TO casework_definer;
  CREATE TRIGGER joins_or_parts AFTER INSERT OR UPDATE ON likeness FOR EACH ROW
    WHEN (NEW.verdict = 'one_person' AND NEW.client_id IS NOT NULL) EXECUTE FUNCTION likeness_joins_or_parts();
`;

/** That they are one person is known of few: nobody else is looked up. */
const once = `AND (s.client_id NOT IN (SELECT l.one FROM likeness l WHERE l.verdict = 'one_person' AND l.ended_at IS NULL
             UNION ALL SELECT l.other FROM likeness l WHERE l.verdict = 'one_person' AND l.ended_at IS NULL)
        OR NOT EXISTS (SELECT FROM first_support f WHERE f.client_id = ANY (same_person(s.client_id)) AND (f.supported_on, f.client_id) < (s.supported_on, s.client_id)))`;
const counting = (also: string) => `
  CREATE OR REPLACE VIEW counted_people_supported WITH (security_barrier) AS
    SELECT c.police_area AS area, coalesce(p.sex, unknown_group(p.sex_unknown_reason)) AS sex,
           coalesce(relationship_group(c.relationship), unknown_group(c.relationship_unknown_reason)) AS relationship,
           coalesce(c.cyber_element, unknown_group(c.cyber_unknown_reason)) AS cyber,
           s.supported_on AS happened_on, greatest(s.recorded_at, s.supported_on::timestamp AT TIME ZONE 'UTC') AS countable_at, NULL::timestamptz AS settled_at
      FROM first_support s JOIN case_file c ON c.id = s.case_id JOIN client p ON p.id = s.client_id
     WHERE s.organisation_id = (SELECT my_organisation()) ${also};
  ${also === '' ? 'REVOKE' : 'GRANT'} EXECUTE ON FUNCTION same_person(uuid) ${also === '' ? 'FROM' : 'TO'} casework_counter;
`;

const policies = (client: string, perpetrator: string) => `
  ALTER POLICY outgoing_made_in_own_team ON outgoing WITH CHECK (EXISTS (SELECT FROM case_file c JOIN contact_method m ON m.client_id ${client}
    WHERE c.id = case_id AND m.id = contact_method_id AND c.team_id = ANY ((SELECT my_teams())::uuid[])));
  ALTER POLICY opened_by_oneself ON address_opening WITH CHECK (opened_by = (SELECT my_user()) AND ((SELECT true FROM case_file c JOIN address a
      ON a.client_id ${client} OR a.perpetrator_id ${perpetrator} WHERE c.id = case_id AND a.id = address_id)
    OR (SELECT true FROM case_file c JOIN contact_method m ON m.client_id ${client} WHERE c.id = case_id AND m.id = contact_method_id)));
`;
