import type { MigrationInterface, QueryRunner } from 'typeorm';
import { parts } from './asked-of-the-person.js';
import { instead } from './instead.js';

/**
 * Whoever is kept from one record of a person is kept from all; a seal on one is on all; a consent that was taken back to one holds
 * for all; to forget one is to forget all; and of several first supports of one person the earliest counts.
 */
export class WhatHoldsOfOneRecordHoldsOfThePerson1790000002399 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const is of Object.values(whole)) await db.query(is);
    for (const [name, ofRecord, ofPerson] of parts) await db.query(instead(name, ofRecord, ofPerson));
    await db.query(counting(once));
    await db.query(
      policies(
        '= ANY (records_of(c.client_id))',
        '= ANY (records_of(c.perpetrator_id))',
        '= ANY (records_of(r.client_id))',
      ),
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(policies('= c.client_id', '= c.perpetrator_id', '= r.client_id'));
    await db.query(counting(''));
    for (const [name, ofRecord, ofPerson] of parts.toReversed())
      await db.query(instead(name, ofPerson, ofRecord));
    for (const was of Object.keys(whole)) await db.query(was);
  }
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

const policies = (client: string, perpetrator: string, referred: string) => `
  ALTER POLICY outgoing_made_in_own_team ON outgoing WITH CHECK (EXISTS (SELECT FROM case_file c JOIN contact_method m ON m.client_id ${client}
    WHERE c.id = case_id AND m.id = contact_method_id AND c.team_id = ANY ((SELECT my_teams())::uuid[])));
  ALTER POLICY opened_by_oneself ON address_opening WITH CHECK (opened_by = (SELECT my_user()) AND ((SELECT true FROM case_file c JOIN address a
      ON a.client_id ${client} OR a.perpetrator_id ${perpetrator} WHERE c.id = case_id AND a.id = address_id)
    OR (SELECT true FROM case_file c JOIN contact_method m ON m.client_id ${client} WHERE c.id = case_id AND m.id = contact_method_id)));
  ALTER POLICY notice_from_own_team ON referrer_notice WITH CHECK (made_by = (SELECT my_user()) AND organisation_id = (SELECT my_organisation())
    AND (SELECT r.team_id = ANY ((SELECT my_teams())::uuid[]) FROM referral r WHERE r.id = referral_id)
    AND (SELECT true FROM consent k JOIN referral r ON k.client_id ${referred} WHERE k.id = consent_id AND r.id = referral_id AND r.client_id = referrer_notice.client_id));
`;
