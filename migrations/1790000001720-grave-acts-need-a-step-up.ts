import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is grave is written only within five minutes of a second factor, whatever the program in front forgot to ask. */
export class GraveActsNeedAStepUp1790000001720 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const [table, command, role] of grave) {
      const [using, check] = [
        command === 'INSERT' ? '' : 'USING ((SELECT my_step_up()))',
        command === 'DELETE' ? '' : 'WITH CHECK ((SELECT my_step_up()))',
      ];
      await db.query(
        `CREATE POLICY ${nameOf(command)} ON ${table} AS RESTRICTIVE FOR ${command} TO ${role} ${using} ${check}`,
      );
    }
  }

  async down(db: QueryRunner): Promise<void> {
    for (const [table, command] of grave) await db.query(`DROP POLICY ${nameOf(command)} ON ${table}`);
  }
}

type Command = 'INSERT' | 'UPDATE' | 'DELETE';

const grave: readonly (readonly [table: string, command: Command, role: string])[] = [
  ['staff', 'INSERT', 'casework_admin'],
  ['staff', 'UPDATE', 'casework_admin'],
  ['staff_credential', 'INSERT', 'casework_admin'],
  ['team_member', 'INSERT', 'casework_admin'],
  ['team_member', 'DELETE', 'casework_admin'],
  ['foi_release', 'INSERT', 'casework_foi_officer'],
];

const nameOf = (command: Command) => `stepped_up_to_${command.toLowerCase()}`;
