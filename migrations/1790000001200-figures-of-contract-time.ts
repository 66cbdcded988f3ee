import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A commissioner reads the figures of the quarters it paid for, and of none after its contract is over. */
export class FiguresOfContractTime1790000001200 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION first_day_of_quarter(quarter text) RETURNS date IMMUTABLE PARALLEL SAFE LANGUAGE sql AS $$
        SELECT (make_date(left(quarter, 4)::integer, 4, 1) + interval '3 months' * (right(quarter, 1)::integer - 1))::date $$;
    `);
    await db.query(withinContract);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(asBefore);
    await db.query(`DROP FUNCTION first_day_of_quarter(text)`);
  }
}

// A quarter belongs to the contract in force on its first day, so that of two contracts one after the other it is one's alone.
// What was open when a contract began is reckoned from the cases opened and closed before: of those earlier figures are readable.
const withinContract = `
  ALTER POLICY snapshot_of_funded_service ON snapshot
    USING (EXISTS (SELECT FROM contract c WHERE c.service_id = snapshot.service_id AND c.commissioner_id = my_organisation()
      AND first_day_of_quarter(snapshot.quarter) <= c.ends_on));
  ALTER POLICY cell_of_funded_area ON frozen_cell
    USING (rounded > 0 AND (
      (snapshot_id, cell[1]) IN (
        SELECT s.id, a.police_area FROM snapshot s JOIN contract c ON c.service_id = s.service_id
          JOIN contract_area a ON a.contract_id = c.id
         WHERE c.commissioner_id = my_organisation() AND first_day_of_quarter(s.quarter) BETWEEN c.starts_on AND c.ends_on)
      OR family = 'referrals_and_cases' AND cell[2] IN ('case_opened', 'case_closed') AND (snapshot_id, cell[1]) IN (
        SELECT s.id, a.police_area FROM snapshot s JOIN contract c ON c.service_id = s.service_id
          JOIN contract_area a ON a.contract_id = c.id
         WHERE c.commissioner_id = my_organisation() AND first_day_of_quarter(s.quarter) <= c.ends_on)));
  ALTER POLICY held_over_in_funded_area ON held_over
    USING ((snapshot_id, area) IN (
      SELECT s.id, a.police_area FROM snapshot s JOIN contract c ON c.service_id = s.service_id
        JOIN contract_area a ON a.contract_id = c.id
       WHERE c.commissioner_id = my_organisation() AND first_day_of_quarter(s.quarter) BETWEEN c.starts_on AND c.ends_on));
`;

const asBefore = `
  ALTER POLICY snapshot_of_funded_service ON snapshot
    USING (service_id IN (SELECT c.service_id FROM contract c WHERE c.commissioner_id = my_organisation()));
  ALTER POLICY cell_of_funded_area ON frozen_cell
    USING (rounded > 0 AND (snapshot_id, cell[1]) IN (
      SELECT s.id, a.police_area FROM snapshot s JOIN contract c ON c.service_id = s.service_id
        JOIN contract_area a ON a.contract_id = c.id WHERE c.commissioner_id = my_organisation()));
  ALTER POLICY held_over_in_funded_area ON held_over
    USING ((snapshot_id, area) IN (
      SELECT s.id, a.police_area FROM snapshot s JOIN contract c ON c.service_id = s.service_id
        JOIN contract_area a ON a.contract_id = c.id WHERE c.commissioner_id = my_organisation()));
`;
