import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who breaks glass, seals, unseals or lifts an exclusion has shown a second factor in the last five minutes. */
export class OpeningAndSealingAreSteppedUp1790000002071 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const [table, command, role] of grave) {
      const using = command === 'UPDATE' ? 'USING (true)' : '';
      await db.query(
        `CREATE POLICY stepped_up_to_${command.toLowerCase()} ON ${table} AS RESTRICTIVE FOR ${command} TO ${role}
         ${using} WITH CHECK ((SELECT my_step_up()))`,
      );
    }
  }

  async down(db: QueryRunner): Promise<void> {
    for (const [table, command] of grave)
      await db.query(`DROP POLICY stepped_up_to_${command.toLowerCase()} ON ${table}`);
  }
}

// Glass is broken by a function of the definer's, which asks in the name of whoever calls it.
const grave = [
  ['broken_glass', 'INSERT', 'casework_definer'],
  ['seal', 'INSERT', 'casework_supervisor'],
  ['seal', 'UPDATE', 'casework_supervisor'],
  ['exclusion', 'UPDATE', 'casework_supervisor'],
] as const;
