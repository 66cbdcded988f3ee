import type { MigrationInterface, QueryRunner } from 'typeorm';
import { instead } from './instead.js';

/**
 * What was verified before something worse was learnt made a way safe again, and a recheck day in 2100 kept it so. Now a way says
 * when it was last found to be less safe, and is verified no earlier than that; and no verification counts for more than 180 days.
 */
export class VerifiedSinceItWasLearnt1790000002274 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE contact_method ADD COLUMN learnt_on date;
      COMMENT ON COLUMN contact_method.learnt_on IS 'When it was last found to be less safe, a day of London; null where it never was. What was verified before that counts for nothing';
      GRANT UPDATE (learnt_on) ON contact_method TO casework_advocate, casework_supervisor;
    `);
    for (const [ofFunction, before, after] of changes) await db.query(instead(ofFunction, before, after));
  }

  async down(db: QueryRunner): Promise<void> {
    for (const [ofFunction, before, after] of changes.toReversed())
      await db.query(instead(ofFunction, after, before));
    await db.query('ALTER TABLE contact_method DROP COLUMN learnt_on');
  }
}

const beginning = `OR NOT NEW.safe_minutes <@ OLD.safe_minutes;
  BEGIN`;

/** Whoever writes says the day; where they do not, it is today. */
const learning = `OR NOT NEW.safe_minutes <@ OLD.safe_minutes;
    worse boolean := array_position(worst_last, NEW.safe) > array_position(worst_last, OLD.safe)
      OR array_position(worst_last, NEW.voicemail_safe) > array_position(worst_last, OLD.voicemail_safe)
      OR array_position(least_last, NEW.device_watched) > array_position(least_last, OLD.device_watched)
      OR array_position(number_last, NEW.withheld_number) > array_position(number_last, OLD.withheld_number)
      OR NOT OLD.safe_minutes <@ NEW.safe_minutes OR OLD.verified_on IS NOT NULL AND NEW.verified_on IS NULL;
  BEGIN
    IF worse AND NEW.learnt_on IS NOT DISTINCT FROM OLD.learnt_on THEN
      NEW.learnt_on := coalesce(NEW.verified_on, (now() AT TIME ZONE 'Europe/London')::date);
    END IF;
    NEW.learnt_on := greatest(NEW.learnt_on, OLD.learnt_on);
    IF NEW.verified_on < NEW.learnt_on THEN
      RAISE EXCEPTION 'what was learnt since is not undone by what was verified before' USING ERRCODE = 'check_violation', CONSTRAINT = 'verified_since_it_was_learnt';
    END IF;`;

const changes = [
  [
    'unsafe_once_moved()',
    `verified_on = NULL
`,
    `verified_on = NULL, learnt_on = (NEW.ended_at AT TIME ZONE 'Europe/London')::date
`,
  ],
  ['bettered_by_verifying()', beginning, learning],
  [
    'may_be_used(contact_method, timestamptz)',
    'coalesce(m.recheck_on, m.verified_on + 90) > today',
    'least(coalesce(m.recheck_on, m.verified_on + 90), m.verified_on + 180) > today',
  ],
] as const;
