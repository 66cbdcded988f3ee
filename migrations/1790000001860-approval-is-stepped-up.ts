import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whoever approves has shown a second factor in the last five minutes, whatever the program in front forgot to ask. */
export class ApprovalIsSteppedUp1790000001860 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // What carries out an approval writes as this role. Of a proposal it writes nothing but the decision, of a key nothing but the approval.
    for (const table of approved)
      await db.query(
        `CREATE POLICY approved_when_stepped_up ON ${table} AS RESTRICTIVE FOR UPDATE TO casework_definer
         USING (true) WITH CHECK ((SELECT my_step_up()))`,
      );
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of approved) await db.query(`DROP POLICY approved_when_stepped_up ON ${table}`);
  }
}

const approved = ['staff_proposal', 'service_key'] as const;
