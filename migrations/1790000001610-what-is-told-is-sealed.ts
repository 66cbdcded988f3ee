import type { MigrationInterface, QueryRunner } from 'typeorm';
import { refuseWhatIsFilled } from './refuse-what-is-filled.js';

const narratives = {
  referral_narrative: ['what_happened'],
  case_note_narrative: ['words'],
  assessment_narrative: ['rationale', 'client_view'],
  review_narrative: ['reason'],
  order_term_wording: ['wording'],
  breach_narrative: ['what_happened', 'crime_reference'],
};

/** What is told in a referral and in a case is sealed, as who people are is. */
export class WhatIsToldIsSealed1790000001610 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await retype(db, 'bytea');
  }

  async down(db: QueryRunner): Promise<void> {
    await retype(db, 'text');
  }
}

async function retype(db: QueryRunner, type: 'bytea' | 'text'): Promise<void> {
  await refuseWhatIsFilled(db, Object.keys(narratives));
  for (const [table, columns] of Object.entries(narratives)) {
    const changes = columns.map((column) => `ALTER COLUMN ${column} TYPE ${type} USING NULL`);
    await db.query(`ALTER TABLE ${table} ${changes.join(', ')}`);
  }
}
