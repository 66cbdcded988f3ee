import type { MigrationInterface, QueryRunner } from 'typeorm';
import { deciders, referralsInTime, type Learnt } from './1790000002271-escalation-finds-who-can-decide.js';
import { instead } from './instead.js';

/**
 * A clock could be stopped again the moment it went on, and one on the waiting list had none. Now all pauses of a referral together
 * take fifteen days of London at most, and whoever waits is looked at again, or goes up as one that nobody decides does.
 */
export class NoClockIsHeldForEver1790000002273 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(pauses);
    await db.query(waiting);
    await db.query(referralsInTime(deciders, waitingSince));
    for (const [ofFunction, before, after] of changes) await db.query(instead(ofFunction, before, after));
  }

  async down(db: QueryRunner): Promise<void> {
    for (const [ofFunction, before, after] of changes.toReversed())
      await db.query(instead(ofFunction, after, before));
    await db.query(`
      ${referralsInTime(deciders)}
      DROP FUNCTION looked_at_again(uuid); REVOKE UPDATE ON referral_escalation FROM casework_definer;
      REVOKE SELECT (decided_at) ON referral FROM casework_definer;
      DROP TRIGGER pauses_are_short_in_all ON referral_pause; DROP FUNCTION pauses_are_short_in_all();
    `);
  }
}

// triage-clock.rules.ts says the same.
const pauses = `
  CREATE FUNCTION pauses_are_short_in_all() RETURNS trigger SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  BEGIN
    IF (SELECT count(DISTINCT d) FROM (SELECT p.began_at, p.until_on, p.ended_at FROM referral_pause p WHERE p.referral_id = NEW.referral_id
          UNION ALL SELECT NEW.began_at, NEW.until_on, NEW.ended_at) p(began, until, ended),
        generate_series((began AT TIME ZONE 'Europe/London')::date, least(until, (ended AT TIME ZONE 'Europe/London')::date), interval '1 day') d) > 15 THEN
      RAISE EXCEPTION 'a clock is not held for ever' USING ERRCODE = 'check_violation', CONSTRAINT = 'pauses_are_short_in_all';
    END IF;
    RETURN NEW;
  END $$;
  ALTER FUNCTION pauses_are_short_in_all() OWNER TO casework_definer;
  CREATE TRIGGER pauses_are_short_in_all BEFORE INSERT ON referral_pause FOR EACH ROW EXECUTE FUNCTION pauses_are_short_in_all();
`;

const waiting = `
  GRANT SELECT (decided_at) ON referral TO casework_definer;
  GRANT UPDATE ON referral_escalation TO casework_definer;
  CREATE FUNCTION looked_at_again(which uuid) RETURNS timestamptz STABLE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE sql AS $$
    SELECT greatest(r.decided_at, (SELECT d.from_at FROM referral_decider d WHERE d.referral_id = r.id AND d.to_at IS NULL))
      FROM referral r WHERE r.id = which AND r.state = 'waiting' $$;
  COMMENT ON FUNCTION looked_at_again IS 'When somebody last looked at a referral that waits: put it on the list, or took it up anew; null for any other';
  ALTER FUNCTION looked_at_again(uuid) OWNER TO casework_definer;
  REVOKE ALL ON FUNCTION looked_at_again(uuid) FROM PUBLIC;
`;

const waitingSince: Learnt = { column: 'waiting_since timestamptz', value: 'looked_at_again(r.id)' };

const undecided = `r.state IN ('received', 'waiting')`;
const since = (escalation: string) =>
  `${escalation}.escalated_at > coalesce(looked_at_again(r.id), '-infinity')`;

/** What went up before somebody looked at it again did not: it goes up anew. */
const changes = [
  ['referrals_in_time()', `r.state = 'received'`, undecided],
  ['referrals_in_time()', 'e.referral_id = r.id)', `e.referral_id = r.id AND ${since('e')})`],
  [
    'escalate_referral(uuid, integer)',
    `r.state = 'received' ON CONFLICT DO NOTHING`,
    `${undecided} ON CONFLICT (referral_id, level) DO UPDATE SET escalated_at = now()`,
  ],
  ['escalated_referrals()', `r.state = 'received'`, `${undecided} AND ${since('e')}`],
  ['escalated_referrals()', 'x.referral_id = r.id)', `x.referral_id = r.id AND ${since('x')})`],
] as const;
