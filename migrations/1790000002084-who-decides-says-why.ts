import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why an emergency was judged as it was, or an exclusion lifted, is said by whoever decided it, as they decide it: the one who broke
 * the glass could write its judgement themself. When it was decided is when it was written, by the database's own clock.
 */
export class WhoDecidesSaysWhy1790000002084 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP POLICY narrative_of_glass ON broken_glass_narrative;
      CREATE POLICY narrative_of_glass ON broken_glass_narrative FOR SELECT TO casework_advocate, casework_supervisor
        USING ((SELECT true FROM broken_glass b WHERE b.id = broken_glass_id));
      CREATE POLICY reason_of_whoever_breaks_it ON broken_glass_narrative FOR INSERT TO casework_advocate, casework_supervisor
        WITH CHECK (EXISTS (SELECT FROM broken_glass b WHERE b.id = broken_glass_id AND b.staff_id = (SELECT my_user()) AND b.began_at = now()));
      CREATE POLICY judgement_of_whoever_judges ON broken_glass_narrative FOR UPDATE TO casework_supervisor
        USING (EXISTS (SELECT FROM broken_glass b WHERE b.id = broken_glass_id AND b.decided_by = (SELECT my_user()) AND b.decided_at = now()));
      ALTER POLICY glass_judged_from_outside ON broken_glass WITH CHECK (decided_by = (SELECT my_user()) AND decided_at = now());

      DROP POLICY narrative_of_exclusion ON exclusion_narrative;
      CREATE POLICY narrative_of_exclusion ON exclusion_narrative FOR SELECT TO casework_supervisor
        USING ((SELECT true FROM exclusion e WHERE e.id = exclusion_id));
      CREATE POLICY reason_of_whoever_lifts_it ON exclusion_narrative FOR INSERT TO casework_supervisor WITH CHECK (${liftedNow});
      CREATE POLICY reason_of_whoever_lifts_it_again ON exclusion_narrative FOR UPDATE TO casework_supervisor USING (${liftedNow});
      ALTER POLICY exclusion_lifted ON exclusion WITH CHECK (lifted_by = (SELECT my_user()) AND lifted_at = now());

      -- Said before it is lifted: afterwards whoever lifts it sees the seal no longer.
      DROP POLICY narrative_of_seal ON seal_narrative;
      CREATE POLICY narrative_of_seal ON seal_narrative FOR SELECT TO casework_supervisor USING ((SELECT true FROM seal s WHERE s.id = seal_id));
      CREATE POLICY reason_of_the_named ON seal_narrative FOR INSERT TO casework_supervisor
        WITH CHECK (EXISTS (SELECT FROM seal s WHERE s.id = seal_id AND s.lifted_at IS NULL AND s.client_id = ANY ((SELECT my_seals())::uuid[])));
      ALTER POLICY seal_lifted_by_the_named ON seal WITH CHECK (lifted_by = (SELECT my_user()) AND lifted_at = now());
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER POLICY seal_lifted_by_the_named ON seal WITH CHECK (lifted_by = (SELECT my_user()));
      DROP POLICY reason_of_the_named ON seal_narrative; DROP POLICY narrative_of_seal ON seal_narrative;
      CREATE POLICY narrative_of_seal ON seal_narrative TO casework_supervisor USING ((SELECT true FROM seal s WHERE s.id = seal_id));
      ALTER POLICY exclusion_lifted ON exclusion WITH CHECK (lifted_by = (SELECT my_user()));
      DROP POLICY reason_of_whoever_lifts_it_again ON exclusion_narrative; DROP POLICY reason_of_whoever_lifts_it ON exclusion_narrative;
      DROP POLICY narrative_of_exclusion ON exclusion_narrative;
      CREATE POLICY narrative_of_exclusion ON exclusion_narrative TO casework_supervisor USING ((SELECT true FROM exclusion e WHERE e.id = exclusion_id));
      ALTER POLICY glass_judged_from_outside ON broken_glass WITH CHECK (decided_by = (SELECT my_user()));
      DROP POLICY judgement_of_whoever_judges ON broken_glass_narrative; DROP POLICY reason_of_whoever_breaks_it ON broken_glass_narrative;
      DROP POLICY narrative_of_glass ON broken_glass_narrative;
      CREATE POLICY narrative_of_glass ON broken_glass_narrative TO casework_advocate, casework_supervisor
        USING ((SELECT true FROM broken_glass b WHERE b.id = broken_glass_id));
    `);
  }
}

const liftedNow = `EXISTS (SELECT FROM exclusion e WHERE e.id = exclusion_id AND e.lifted_by = (SELECT my_user()) AND e.lifted_at = now())`;
