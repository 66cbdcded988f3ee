import type { MigrationInterface, QueryRunner } from 'typeorm';
import { instead } from './instead.js';

/**
 * While two perpetrators' records were one, an address of either could go into a view of a case of the other. As they are taken apart
 * those views end, as those of two clients do: which of it came from where is not looked into.
 */
export class PartingPerpetratorsEndsViews1790000002433 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const [of, before, after] of changed) await db.query(instead(of, before, after));
  }

  async down(db: QueryRunner): Promise<void> {
    for (const [of, before, after] of changed) await db.query(instead(of, after, before));
  }
}

const ofEither = (whose: string) => `c.${whose}_id = ANY (same_person(l.one) || same_person(l.other))`;
const changed = [
  [
    'end_what_showed_both(likeness)',
    ofEither('client'),
    `(${ofEither('client')} OR ${ofEither('perpetrator')})`,
  ],
  [
    'perpetrators_join_or_part()',
    'PERFORM stays_on_both_perpetrators(NEW); RETURN NULL;',
    'PERFORM stays_on_both_perpetrators(NEW); PERFORM end_what_showed_both(NEW); RETURN NULL;',
  ],
] as const;
