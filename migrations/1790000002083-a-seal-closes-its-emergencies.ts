import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * That a case was opened in an emergency, when, why and what was said of it is of its client too, and is sealed with them: also
 * for whoever opened it, and for supervisors who were told. One whom the seal names is told instead, so that its review still closes.
 */
export class ASealClosesItsEmergencies1790000002083 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(column);
    await db.query(
      keepSealed('UPDATE broken_glass SET sealed = holds WHERE client_id = who AND sealed <> holds;'),
    );
    await db.query(telling);
    await db.query(`
      SET LOCAL ROLE casework_definer;
      UPDATE broken_glass b SET sealed = true FROM client c WHERE c.id = b.client_id AND c.sealed;
      RESET ROLE;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER are_told ON seal_member; DROP FUNCTION named_are_told();
      DROP POLICY sealed_is_for_the_named ON broken_glass;
      ${keepSealed('')}
      ALTER TABLE broken_glass DROP COLUMN sealed;
      DROP INDEX broken_glass_of_client;
    `);
  }
}

const column = `
  ALTER TABLE broken_glass ADD COLUMN sealed boolean NOT NULL DEFAULT false;
  COMMENT ON COLUMN broken_glass.sealed IS 'Kept by trigger, as that of its client';
  CREATE INDEX broken_glass_of_client ON broken_glass (client_id);
  GRANT UPDATE (sealed) ON broken_glass TO casework_definer;
  CREATE POLICY sealed_is_for_the_named ON broken_glass AS RESTRICTIVE TO casework_advocate, casework_supervisor
    USING (NOT sealed OR client_id = ANY ((SELECT my_seals())::uuid[]));
`;

/** As it was in 1790000001905, and what is of broken glass. */
const keepSealed = (ofGlass: string) => `
  CREATE OR REPLACE FUNCTION keep_sealed(who uuid) RETURNS void VOLATILE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  DECLARE holds boolean := EXISTS (SELECT FROM seal WHERE client_id = who AND lifted_at IS NULL);
  BEGIN
    UPDATE client SET sealed = holds WHERE id = who AND sealed <> holds;
    UPDATE case_file SET sealed = holds WHERE client_id = who AND sealed <> holds;
    UPDATE referral SET sealed = holds WHERE client_id = who AND sealed <> holds;
    ${ofGlass}
    UPDATE perpetrator p SET sealed = NOT p.sealed
     WHERE p.id IN (SELECT perpetrator_id FROM referral WHERE client_id = who UNION SELECT perpetrator_id FROM case_file WHERE client_id = who)
       AND p.sealed = (EXISTS (SELECT FROM referral r WHERE r.perpetrator_id = p.id AND NOT r.sealed)
                    OR EXISTS (SELECT FROM case_file c WHERE c.perpetrator_id = p.id AND NOT c.sealed));
  END $$;
`;

const telling = `
  CREATE FUNCTION named_are_told() RETURNS trigger SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO broken_glass_notice (broken_glass_id, staff_id)
    SELECT b.id, p.id FROM seal s JOIN broken_glass b ON b.client_id = s.client_id AND b.decision IS NULL JOIN staff p ON p.id = NEW.staff_id
     WHERE s.id = NEW.seal_id AND p.role = 'supervisor' AND p.state = 'active' AND p.id <> b.staff_id AND s.client_id <> ALL (excluded_from(p.id))
    ON CONFLICT DO NOTHING;
    RETURN NULL;
  END $$;
  ALTER FUNCTION named_are_told() OWNER TO casework_definer;
  REVOKE ALL ON FUNCTION named_are_told() FROM PUBLIC;
  CREATE TRIGGER are_told AFTER INSERT ON seal_member FOR EACH ROW EXECUTE FUNCTION named_are_told();
`;
