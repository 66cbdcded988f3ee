import type { MigrationInterface, QueryRunner } from 'typeorm';
import { instead } from './instead.js';

/**
 * A message whose job failed for good waited for ever, and one that a queue came back to after days went then. Now nothing is let go
 * more than an hour late; what waits longer is stopped, and what was taken and never heard of again is said to be unclear. Whoever
 * made it is told by the event.
 */
export class NoMessageWaitsForEver1790000002382 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(codes);
    await db.query(instead('outgoing_is_safe()', steps, stepsWithUnclear));
    await db.query(instead('may_be_sent(outgoing)', inTime, notLate));
    await db.query(sweeping);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP FUNCTION sweep_outgoing(timestamptz)');
    await db.query(instead('may_be_sent(outgoing)', notLate, inTime));
    await db.query(instead('outgoing_is_safe()', stepsWithUnclear, steps));
    await db.query(undo);
  }
}

const codes = `
  ALTER TABLE outgoing DROP CONSTRAINT outgoing_is_in_a_state, DROP CONSTRAINT outgoing_stopped_by_a_code, DROP CONSTRAINT outgoing_released_says_when;
  ALTER TABLE outgoing
    ADD CONSTRAINT outgoing_is_in_a_state CHECK (state IN ('waiting', 'made', 'releasing', 'sent', 'failed', 'unclear', 'stopped')),
    ADD CONSTRAINT outgoing_stopped_by_a_code
      CHECK (stopped_because IN ('ended', 'less_safe', 'consent_ended', 'case_closed', 'erased', 'not_safe_then', 'too_late', 'cancelled')),
    ADD CONSTRAINT outgoing_released_says_when CHECK ((state IN ('releasing', 'sent', 'failed', 'unclear')) = (released_at IS NOT NULL));
  COMMENT ON COLUMN outgoing.state IS 'releasing: taken to be sent, and never taken again, so that nothing is sent twice; unclear: taken, and never heard of again';
  CREATE INDEX outgoing_not_gone ON outgoing (case_id, use_at) WHERE state IN ('waiting', 'releasing');
`;

const steps = `'releasing sent', 'releasing failed')`;
const stepsWithUnclear = `'releasing sent', 'releasing failed', 'releasing unclear')`;

// isTooLate says the same.
const inTime = `c.closed_on IS NULL AND may_be_used(m, at)`;
const notLate = `c.closed_on IS NULL AND coalesce(o.released_at <= o.use_at + interval '1 hour', true) AND may_be_used(m, at)`;

const sweeping = `
  ALTER POLICY definer_stops_outgoing ON outgoing WITH CHECK (state IN ('stopped', 'unclear'));
  ALTER POLICY definer_tells_of_stopping ON event WITH CHECK (did IN ('outgoing.stopped', 'outgoing.unclear'));
  CREATE FUNCTION sweep_outgoing(at timestamptz) RETURNS void VOLATILE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    WITH swept AS (
      UPDATE outgoing o SET ended_at = at, state = CASE o.state WHEN 'waiting' THEN 'stopped' ELSE 'unclear' END,
             stopped_because = CASE o.state WHEN 'waiting' THEN 'too_late' END
        FROM case_file c WHERE c.id = o.case_id
         AND (o.state = 'waiting' AND o.use_at < at - interval '1 hour' OR o.state = 'releasing' AND o.released_at < at - interval '1 hour')
      RETURNING o.id, o.case_id, o.state, c.organisation_id)
    INSERT INTO event (did, record_id, case_id, organisation_id) SELECT 'outgoing.' || state, id, case_id, organisation_id FROM swept $$;
  COMMENT ON FUNCTION sweep_outgoing IS 'Ends what nothing let go within an hour of its time, and what was taken an hour ago and never heard of again';
  ALTER FUNCTION sweep_outgoing(timestamptz) OWNER TO casework_definer;
  REVOKE ALL ON FUNCTION sweep_outgoing(timestamptz) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION sweep_outgoing(timestamptz) TO casework_worker;
`;

const undo = `
  ALTER POLICY definer_tells_of_stopping ON event WITH CHECK (did = 'outgoing.stopped');
  ALTER POLICY definer_stops_outgoing ON outgoing WITH CHECK (state = 'stopped');
  DROP INDEX outgoing_not_gone;
  ALTER TABLE outgoing DROP CONSTRAINT outgoing_is_in_a_state, DROP CONSTRAINT outgoing_stopped_by_a_code, DROP CONSTRAINT outgoing_released_says_when;
  ALTER TABLE outgoing
    ADD CONSTRAINT outgoing_is_in_a_state CHECK (state IN ('waiting', 'made', 'releasing', 'sent', 'failed', 'stopped')),
    ADD CONSTRAINT outgoing_stopped_by_a_code
      CHECK (stopped_because IN ('ended', 'less_safe', 'consent_ended', 'case_closed', 'erased', 'not_safe_then', 'cancelled')),
    ADD CONSTRAINT outgoing_released_says_when CHECK ((state IN ('releasing', 'sent', 'failed')) = (released_at IS NOT NULL));
`;
