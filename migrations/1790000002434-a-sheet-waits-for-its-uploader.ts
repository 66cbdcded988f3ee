import type { MigrationInterface, QueryRunner } from 'typeorm';
import { instead } from './instead.js';

/**
 * A sheet that is not recorded waits for whoever uploaded it from the first moment, as their list says, and for their colleagues once
 * it waited for a day. The home page said that none waited until then.
 */
export class ASheetWaitsForItsUploader1790000002434 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(instead('sheets_waiting()', asItWas, asItIs));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(instead('sheets_waiting()', asItIs, asItWas));
  }
}

const asItWas = `AND coalesce(b.begun_at, b.uploaded_at) <= now() - interval '1 day'`;
const asItIs = `AND (b.uploaded_by = my_user() AND b.state <> 'recording' OR coalesce(b.begun_at, b.uploaded_at) <= now() - interval '1 day')`;
