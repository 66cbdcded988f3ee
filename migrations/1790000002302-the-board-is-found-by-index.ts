import type { MigrationInterface, QueryRunner } from 'typeorm';
import { instead } from './instead.js';

/** The board looks for breaches in cases that were closed too, and asks once, not once a case, who is asking. */
export class TheBoardIsFoundByIndex1790000002302 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(
      `CREATE INDEX breach_to_look_at ON breach (case_id) WHERE state = 'possible' OR state = 'known' AND reported_to_police = 'no'`,
    );
    for (const [each, once] of asked) await db.query(instead(board, each, once));
  }

  async down(db: QueryRunner): Promise<void> {
    for (const [each, once] of asked) await db.query(instead(board, once, each));
    await db.query('DROP INDEX breach_to_look_at');
  }
}

const board = 'cases_needing_another_worker()';
const asked = [
  ['c.team_id = ANY (my_teams())', 'c.team_id = ANY ((SELECT my_teams())::uuid[])'],
  ['c.client_id <> ALL (my_excluded())', 'c.client_id <> ALL ((SELECT my_excluded())::uuid[])'],
  ['c.client_id = ANY (my_seals())', 'c.client_id = ANY ((SELECT my_seals())::uuid[])'],
] as const;
