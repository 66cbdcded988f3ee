import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A refusal or a withdrawal stands until the client themselves says otherwise, later: neither what a referrer says they said, nor
 * never having asked, nor the day it is dated takes it away. What a referrer says is no basis for sharing.
 */
export class HearsayUndoesNoRefusal1790000002260 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(stands);
    await change(db, 'may_be_sent(outgoing)', { from: latestSent, to: standingSent });
    await change(db, 'consent_for(uuid, uuid, date)', { from: latestShared, to: standingShared });
  }

  async down(db: QueryRunner): Promise<void> {
    await change(db, 'consent_for(uuid, uuid, date)', { from: standingShared, to: latestShared });
    await change(db, 'may_be_sent(outgoing)', { from: standingSent, to: latestSent });
    await db.query('DROP FUNCTION stands_against_giving(consent)');
  }
}

// consent.rules.ts says the same, in latestAnswer; the tests of twins of sending and of sharing hold them together.
const stands = `
  CREATE FUNCTION stands_against_giving(k consent) RETURNS boolean STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    SELECT k.value IN ('refused', 'withdrawn') AND NOT EXISTS (
      SELECT FROM consent g WHERE g.client_id = k.client_id AND g.purpose = k.purpose AND (k.purpose <> 'share_agency' OR g.agency_id IS NOT DISTINCT FROM k.agency_id)
         AND g.value = 'given' AND g.how <> 'through_referrer' AND g.given_on >= k.given_on AND g.recorded_at >= k.recorded_at
         AND (g.given_on, g.recorded_at) <> (k.given_on, k.recorded_at)) $$;
  COMMENT ON FUNCTION stands_against_giving IS 'Whether an answer is a refusal or a withdrawal that the client has not taken back since: on a later day or recorded later, and on neither count before it';
  ALTER FUNCTION stands_against_giving(consent) OWNER TO casework_definer;
  REVOKE ALL ON FUNCTION stands_against_giving(consent) FROM PUBLIC;
`;

/** Writes a function anew with one passage changed, and fails where that is not in it. */
async function change(
  db: QueryRunner,
  name: string,
  { from, to }: { from: string; to: string },
): Promise<void> {
  await db.query(`DO $do$ DECLARE was text := pg_get_functiondef('${name}'::regprocedure); BEGIN
    IF strpos(was, $q$${from}$q$) = 0 THEN RAISE EXCEPTION 'this passage is not in ${name}'; END IF;
    EXECUTE replace(was, $q$${from}$q$, $q$${to}$q$); END $do$`);
}

const latestSent = `k.purpose = 'contact' ORDER BY k.given_on DESC`;
const standingSent = `k.purpose = 'contact' ORDER BY stands_against_giving(k) DESC, k.given_on DESC`;
const latestShared = `k.agency_id = g.id)
     ORDER BY k.given_on DESC`;
const standingShared = `k.agency_id = g.id)
       AND NOT (k.value = 'given' AND k.how = 'through_referrer')
     ORDER BY stands_against_giving(k) DESC, k.given_on DESC`;
