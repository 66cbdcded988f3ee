import type { MigrationInterface, QueryRunner } from 'typeorm';
import { instead } from './instead.js';

/** Each address goes by a basis of its own. Where that is gone, what it went with is over, whatever the rest went by. */
export class AnAddressOutlastsNoBasis1790000002410 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const [of, before, after] of outlasted) await db.query(instead(of, before, after));
  }

  async down(db: QueryRunner): Promise<void> {
    for (const [of, before, after] of outlasted) await db.query(instead(of, after, before));
  }
}

const consent = 'end_what_was_shared_by_consent()';
const outlasted = [
  // Of what is ended, and of what is brought forward.
  [
    consent,
    's.consent_id IS NOT NULL',
    '(s.consent_id IS NOT NULL OR EXISTS (SELECT FROM share_address a WHERE a.share_id = s.id AND a.consent_id IS NOT NULL))',
  ],
  [
    consent,
    '(SELECT k.purpose = NEW.purpose FROM consent k WHERE k.id = s.consent_id)',
    'coalesce((SELECT k.purpose = NEW.purpose FROM consent k WHERE k.id = s.consent_id), true)',
  ],
  [
    'end_what_was_shared_by_override()',
    's.share_override_id = NEW.id',
    '(s.share_override_id = NEW.id OR EXISTS (SELECT FROM share_address a WHERE a.share_id = s.id AND a.share_override_id = NEW.id))',
  ],
] as const;
