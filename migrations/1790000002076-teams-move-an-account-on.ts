import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An account's version moves on with its teams too, so that nobody changes teams that they have not seen. */
export class TeamsMoveAnAccountOn1790000002076 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Its trigger counts on from there. Written as the state, it would sign them out, as a suspension does.
      GRANT UPDATE (version) ON staff TO casework_definer;
      CREATE FUNCTION teams_move_an_account_on() RETURNS trigger SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE staff SET version = version WHERE id = CASE TG_OP WHEN 'DELETE' THEN OLD.staff_id ELSE NEW.staff_id END;
        RETURN NULL;
      END $$;
      ALTER FUNCTION teams_move_an_account_on() OWNER TO casework_definer;
      REVOKE ALL ON FUNCTION teams_move_an_account_on() FROM PUBLIC;
      CREATE TRIGGER teams_move_an_account_on AFTER INSERT OR DELETE ON team_member FOR EACH ROW EXECUTE FUNCTION teams_move_an_account_on();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      'DROP TRIGGER teams_move_an_account_on ON team_member; DROP FUNCTION teams_move_an_account_on(); REVOKE UPDATE (version) ON staff FROM casework_definer',
    );
  }
}
