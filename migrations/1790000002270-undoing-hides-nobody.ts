import type { MigrationInterface, QueryRunner } from 'typeorm';
import { instead } from './instead.js';

/**
 * Whoever uploaded a sheet could take a referral away that they are kept from, by undoing all of it: it stays, and they are told
 * what they would be told had it gone. That a referral went up since is a machine's word and nobody's work: it goes with it.
 */
export class UndoingHidesNobody1790000002270 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(
      `GRANT DELETE ON referral_escalation TO casework_definer; ${instead(row, asItWas, asItIs)}`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      `${instead(row, asItIs, asItWas)} REVOKE DELETE ON referral_escalation FROM casework_definer;`,
    );
  }
}

const row = 'undo_batch_row(referral_batch_referral)';
const asItWas = `IF NOT FOUND THEN RETURN false; END IF;`;
const asItIs = `IF NOT FOUND OR kept_from(client) OR coalesce(kept_from(perpetrator), false)
       OR EXISTS (SELECT FROM referral r WHERE r.id = d.referral_id AND r.sealed AND r.client_id <> ALL (my_seals())) THEN RETURN false; END IF;
    DELETE FROM referral_escalation e WHERE e.referral_id = d.referral_id;`;
