import type { MigrationInterface, QueryRunner } from 'typeorm';
import { amongAllRows } from './among-all-rows.js';
import { instead } from './instead.js';

/**
 * What was shared by consent lasts no longer than the consent: an answer with an earlier end brings the last day forward with it,
 * and one with a later end brings it back for nobody. What was shared without consent has a last day of its own, 90 days after.
 */
export class AShareEndsWithItsConsent1790000002381 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(shortened);
    await db.query(instead('end_what_was_shared_by_consent()', ended, endedOrShortened));
    await db.query(instead('share_is_lawful()', byOverride, byOverrideForAWhile));
    await db.query(amongAllRows(['share', 'share_override', 'consent'], longest));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(instead('share_is_lawful()', byOverrideForAWhile, byOverride));
    await db.query(instead('end_what_was_shared_by_consent()', endedOrShortened, ended));
    await db.query(`
      REVOKE UPDATE (until_on) ON share FROM casework_definer;
      ALTER POLICY definer_ends_shares ON share WITH CHECK (ended_because IN ('consent_ended', 'not_justified', 'case_closed', 'view_ended'));
      ALTER POLICY definer_tells_of_ended_shares ON event WITH CHECK (did = 'share.ended');
    `);
  }
}

const shortened = `
  GRANT UPDATE (until_on) ON share TO casework_definer;
  ALTER POLICY definer_ends_shares ON share WITH CHECK (ended_because IS NULL OR ended_because IN ('consent_ended', 'not_justified', 'case_closed', 'view_ended'));
  ALTER POLICY definer_tells_of_ended_shares ON event WITH CHECK (did IN ('share.ended', 'share.shortened'));
`;

const ended = `SELECT 'share.ended', id, case_id, organisation_id FROM ended;
    RETURN NULL;`;
const endedOrShortened = `SELECT 'share.ended', id, case_id, organisation_id FROM ended;
    WITH shortened AS (
      UPDATE share s SET until_on = k.until_on FROM case_file c, consent k
       WHERE c.id = s.case_id AND c.client_id = NEW.client_id AND s.ended_at IS NULL AND s.consent_id IS NOT NULL
         AND k.id = consent_for(NEW.client_id, s.agency_id, (now() AT TIME ZONE 'Europe/London')::date) AND k.until_on < s.until_on
         AND k.until_on >= s.shared_on
      RETURNING s.id, s.case_id, c.organisation_id)
    INSERT INTO event (did, record_id, case_id, organisation_id) SELECT 'share.shortened', id, case_id, organisation_id FROM shortened;
    RETURN NULL;`;

const byOverride = `AND o.made_on = NEW.shared_on AND o.decision`;
const byOverrideForAWhile = `AND o.made_on = NEW.shared_on AND NEW.until_on <= o.made_on + 90 AND o.decision`;

// What stands longer than it may now.
const longest = `
  UPDATE share s SET until_on = o.made_on + 90 FROM share_override o
   WHERE o.id = s.share_override_id AND s.until_on > o.made_on + 90 AND s.ended_at IS NULL;
  UPDATE share s SET until_on = k.until_on FROM consent k
   WHERE s.ended_at IS NULL AND k.id = s.consent_id AND k.until_on < s.until_on AND k.until_on >= s.shared_on;
`;
