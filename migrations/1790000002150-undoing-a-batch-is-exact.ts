import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Undoing a batch takes away what the transaction of each row wrote, and nothing else: whatever was written or changed since has
 * another transaction, and whatever refers to it refuses. Such a row is kept whole.
 */
export class UndoingABatchIsExact1790000002150 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(deleting);
    await db.query(undoing);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION undo_batch_rows(uuid, integer, integer); DROP FUNCTION undo_batch_row(referral_batch_referral); DROP FUNCTION end_undoing(uuid);
      ${Object.keys(written)
        .map(
          (table) =>
            `DROP POLICY definer_undoes_batches ON ${table}; REVOKE DELETE ON ${table} FROM casework_definer;`,
        )
        .join(' ')}
      DROP POLICY definer_undoes_batches ON data_key;
      ${Object.entries(written)
        .map(([table, columns]) => `REVOKE SELECT (${columns}) ON ${table} FROM casework_definer;`)
        .join(' ')}
      DROP POLICY definer_knows_cut_offs ON snapshot; REVOKE SELECT (service_id, cut_off_at) ON snapshot FROM casework_definer;
      DROP POLICY definer_sees_what_was_written ON client_identity; DROP POLICY definer_sees_what_was_written ON perpetrator_identity;
      DROP POLICY definer_sees_what_was_written ON contact_method_identity; DROP POLICY definer_sees_what_was_written ON contact_method_version;
      DROP POLICY definer_sees_what_was_written ON referral_narrative;
      ${lookedUpBefore}
    `);
  }
}

/** What a row writes, with what is asked of each to find what it wrote. */
const written = {
  referral_batch_referral: 'xmin',
  referral_narrative: 'referral_id, xmin',
  referral: 'recorded_at, xmin',
  consent: 'xmin',
  contact_method_version: 'contact_method_id, xmin',
  contact_method_identity: 'contact_method_id, xmin',
  contact_method: 'xmin',
  exclusion: 'xmin',
  client_identity: 'client_id, xmin',
  client: 'xmin',
  perpetrator_identity: 'perpetrator_id, xmin',
  perpetrator: 'xmin',
} as const;

/** What the definer could look up before is still its to look up. */
const lookedUpBefore = `GRANT SELECT ON exclusion, contact_method, consent TO casework_definer;`;

const unseen = [
  'client_identity',
  'perpetrator_identity',
  'contact_method_identity',
  'contact_method_version',
  'referral_narrative',
];

const deleting = `
  ${Object.entries(written)
    .map(
      ([table, columns]) => `GRANT SELECT (${columns}), DELETE ON ${table} TO casework_definer;
  CREATE POLICY definer_undoes_batches ON ${table} FOR DELETE TO casework_definer USING ((SELECT my_step_up()));`,
    )
    .join('\n  ')}
  ${unseen.map((table) => `CREATE POLICY definer_sees_what_was_written ON ${table} FOR SELECT TO casework_definer USING (true);`).join('\n  ')}
  CREATE POLICY definer_undoes_batches ON data_key FOR DELETE TO casework_definer USING (opens IN ('client', 'perpetrator') AND (SELECT my_step_up()));
  GRANT SELECT (service_id, cut_off_at) ON snapshot TO casework_definer;
  CREATE POLICY definer_knows_cut_offs ON snapshot FOR SELECT TO casework_definer USING (true);
`;

const undoing = `
  -- Whether it went. An exclusion that was found by comparing goes too, whenever it was; one that somebody decided keeps its row.
  CREATE FUNCTION undo_batch_row(d referral_batch_referral) RETURNS boolean VOLATILE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  DECLARE
    made xid := d.made_in::xid;
    client uuid;
    perpetrator uuid;
  BEGIN
    SELECT r.client_id, r.perpetrator_id INTO client, perpetrator FROM referral r WHERE r.id = d.referral_id AND r.xmin = made
       AND NOT EXISTS (SELECT FROM snapshot s WHERE s.service_id = my_organisation() AND s.cut_off_at > r.recorded_at);
    IF NOT FOUND THEN RETURN false; END IF;
    DELETE FROM referral_batch_referral b WHERE b.batch_id = d.batch_id AND b.row_number = d.row_number;
    DELETE FROM referral_narrative n WHERE n.referral_id = d.referral_id AND n.xmin = made;
    DELETE FROM referral r WHERE r.id = d.referral_id;
    DELETE FROM consent c WHERE c.client_id = client AND c.xmin = made;
    DELETE FROM contact_method_version v USING contact_method m WHERE m.id = v.contact_method_id AND m.client_id = client AND v.xmin = made;
    DELETE FROM contact_method_identity i USING contact_method m WHERE m.id = i.contact_method_id AND m.client_id = client AND i.xmin = made;
    DELETE FROM contact_method m WHERE m.client_id = client AND m.xmin = made;
    DELETE FROM exclusion e WHERE (e.client_id = client OR e.perpetrator_id = perpetrator) AND e.why <> 'supervisor' AND e.lifted_by IS NULL;
    DELETE FROM identity_token t WHERE t.client_id = client OR t.perpetrator_id = perpetrator;
    DELETE FROM conflict_token t WHERE t.client_id = client OR t.perpetrator_id = perpetrator;
    DELETE FROM client_identity i WHERE i.client_id = client AND i.xmin = made;
    DELETE FROM perpetrator_identity i WHERE i.perpetrator_id = perpetrator AND i.xmin = made;
    DELETE FROM data_key k WHERE k.id IN (client, perpetrator);
    DELETE FROM perpetrator p WHERE p.id = perpetrator AND p.xmin = made;
    IF perpetrator IS NOT NULL AND NOT FOUND THEN RAISE foreign_key_violation; END IF;
    DELETE FROM client c WHERE c.id = client AND c.xmin = made;
    IF NOT FOUND THEN RAISE foreign_key_violation; END IF;
    RETURN true;
  EXCEPTION WHEN foreign_key_violation THEN
    RETURN false;
  END $$;

  -- Of one's own batch, for a week, by whoever showed a second step: it takes records away.
  CREATE FUNCTION undo_batch_rows(which uuid, first integer, last integer) RETURNS void VOLATILE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  DECLARE d referral_batch_referral;
  BEGIN
    PERFORM FROM referral_batch b WHERE b.id = which AND my_role() = 'casework_supervisor' AND b.uploaded_by = my_user() AND b.state = 'recorded'
       AND b.team_id = ANY (my_teams()) AND b.ended_at > now() - interval '7 days' AND my_step_up() FOR UPDATE;
    IF NOT FOUND THEN RAISE EXCEPTION 'this is not to be undone' USING ERRCODE = 'check_violation', CONSTRAINT = 'undone_within_a_week'; END IF;
    FOR d IN SELECT * FROM referral_batch_referral r WHERE r.batch_id = which AND r.row_number BETWEEN first AND last ORDER BY r.row_number LOOP
      PERFORM undo_batch_row(d);
    END LOOP;
  END $$;
  CREATE FUNCTION end_undoing(which uuid) RETURNS void VOLATILE SECURITY DEFINER SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM undo_batch_rows(which, 0, 0);
    UPDATE referral_batch b SET state = 'undone' WHERE b.id = which;
  END $$;
  DO $$ DECLARE f regprocedure; BEGIN
    FOREACH f IN ARRAY ARRAY['undo_batch_row(referral_batch_referral)', 'undo_batch_rows(uuid, integer, integer)', 'end_undoing(uuid)']::regprocedure[] LOOP
      EXECUTE format('ALTER FUNCTION %s OWNER TO casework_definer', f);
      EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    END LOOP;
  END $$;
  GRANT EXECUTE ON FUNCTION undo_batch_rows(uuid, integer, integer), end_undoing(uuid) TO casework_supervisor;
`;
