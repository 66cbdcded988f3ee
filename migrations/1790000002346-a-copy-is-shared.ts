import type { MigrationInterface, QueryRunner } from 'typeorm';
import { instead, insteadInCheck } from './instead.js';

/**
 * What goes to a partner's account, or to a panel as a research sheet, is a copy of its day: words of its own under a key of its
 * own, which nothing that is edited later reaches. It is of a share, and so has the basis of one.
 */
export class ACopyIsShared1790000002346 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const [where, before, after] of checks) await db.query(insteadInCheck(where, before, after));
    await db.query(copies);
    await db.query(readAndWritten);
    await db.query(instead('approve_erasure(uuid)', erasing, erasingCopiesToo));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(instead('approve_erasure(uuid)', erasingCopiesToo, erasing));
    await db.query(`
      DROP POLICY key_of_copy ON data_key; DROP POLICY key_made_for_copy ON data_key;
      DROP TABLE share_look, share_copy_item, share_copy;
    `);
    for (const [where, before, after] of checks) await db.query(insteadInCheck(where, after, before));
  }
}

const checks = [
  [{ table: 'share', check: 'share_goes_a_way' }, `'post'::text`, `'post'::text, 'view'::text`],
  [
    { table: 'share', check: 'share_ended_by_a_code' },
    `'revoked'::text`,
    `'revoked'::text, 'case_closed'::text, 'view_ended'::text, 'records_parted'::text`,
  ],
  [
    { table: 'data_key', check: 'key_opens_a_kind_of_record' },
    `'client'::text`,
    `'client'::text, 'share_copy'::text`,
  ],
] as const;

const copies = `
  CREATE TABLE share_copy (
    share_id uuid PRIMARY KEY REFERENCES share,
    partner_id uuid REFERENCES staff,
    panel_referral_id uuid REFERENCES panel_referral,
    CONSTRAINT copy_is_a_view_or_a_sheet CHECK (num_nonnulls(partner_id, panel_referral_id) = 1)
  );
  COMMENT ON TABLE share_copy IS 'That what was shared is kept as a copy of its day: for the account of a partner to look at, or as a research sheet of a panel''s';
  COMMENT ON COLUMN share_copy.partner_id IS 'Who may look at it, for as long as view_is_live says';
  CREATE INDEX share_copy_of_partner ON share_copy (partner_id);
  CREATE INDEX share_copy_of_panel_referral ON share_copy (panel_referral_id);
  CREATE TABLE share_copy_item (
    id uuid PRIMARY KEY,
    share_id uuid NOT NULL REFERENCES share_copy,
    item text NOT NULL CONSTRAINT copy_is_of_what_may_go CHECK (item IN ('name', 'born_on', 'safe_contact', 'risk', 'what_happened', 'orders',
      'breaches', 'safety_plan', 'children', 'perpetrator', 'address')),
    address_id uuid REFERENCES address,
    words bytea NOT NULL,
    CONSTRAINT copy_has_each_once UNIQUE NULLS NOT DISTINCT (share_id, item, address_id),
    CONSTRAINT copy_of_an_address_names_it CHECK ((item = 'address') = (address_id IS NOT NULL))
  );
  COMMENT ON TABLE share_copy_item IS 'What the copy says of one thing. Under the key of the share, which goes with a view that ends';
  CREATE INDEX share_copy_item_of_address ON share_copy_item (address_id);
  CREATE TABLE share_look (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    share_id uuid NOT NULL REFERENCES share_copy,
    looked_by uuid NOT NULL DEFAULT my_user() REFERENCES staff,
    looked_at timestamptz NOT NULL DEFAULT now()
  );
  COMMENT ON TABLE share_look IS 'That a partner looked at what was shared with them. What it says is shown in that very transaction';
  CREATE INDEX share_look_of_share ON share_look (share_id, looked_at DESC);
  CREATE INDEX share_look_of_partner ON share_look (looked_by, looked_at);
  CALL close_to_all('share_copy'); CALL close_to_all('share_copy_item'); CALL close_to_all('share_look');
  CALL audit.watch('share_copy', 'values', 'share_id'); CALL audit.watch('share_copy_item', 'names', 'id');
  CALL audit.watch('share_look', 'values', 'id');
`;

// Where an address stands in a copy, whoever works here opens the address itself, with a reason.
const readAndWritten = `
  GRANT SELECT, INSERT ON share_copy, share_copy_item TO casework_advocate, casework_supervisor;
  GRANT SELECT ON share_look TO casework_advocate, casework_supervisor;
  CREATE POLICY copy_of_share ON share_copy FOR SELECT TO casework_advocate, casework_supervisor
    USING ((SELECT true FROM share s WHERE s.id = share_id));
  CREATE POLICY copy_made_with_share ON share_copy FOR INSERT TO casework_advocate, casework_supervisor
    WITH CHECK ((SELECT s.shared_by = (SELECT my_user()) AND s.shared_at = now() FROM share s WHERE s.id = share_id));
  CREATE POLICY item_of_copy ON share_copy_item FOR SELECT TO casework_advocate, casework_supervisor
    USING (item <> 'address' AND (SELECT true FROM share_copy c WHERE c.share_id = share_copy_item.share_id));
  CREATE POLICY item_made_with_share ON share_copy_item FOR INSERT TO casework_advocate, casework_supervisor
    WITH CHECK (item <> 'address' AND (SELECT s.shared_by = (SELECT my_user()) AND s.shared_at = now() AND item = ANY (s.items)
      FROM share s WHERE s.id = share_id));
  CREATE POLICY look_at_copy ON share_look FOR SELECT TO casework_advocate, casework_supervisor
    USING ((SELECT true FROM share_copy c WHERE c.share_id = share_look.share_id));
  CREATE POLICY key_of_copy ON data_key FOR SELECT TO casework_advocate, casework_supervisor
    USING (opens = 'share_copy' AND (SELECT true FROM share s WHERE s.id = data_key.id));
  CREATE POLICY key_made_for_copy ON data_key FOR INSERT TO casework_advocate, casework_supervisor
    WITH CHECK (organisation_id = (SELECT my_organisation()) AND opens = 'share_copy'
      AND (SELECT s.shared_by = (SELECT my_user()) AND s.shared_at = now() FROM share s WHERE s.id = data_key.id));
`;

const erasing = 'UNION SELECT b.id FROM broken_glass b WHERE b.client_id = e.client_id';
const erasingCopiesToo = `${erasing}
      UNION SELECT s.id FROM share s JOIN case_file c ON c.id = s.case_id WHERE c.client_id = e.client_id`;
