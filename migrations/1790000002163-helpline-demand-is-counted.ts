import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A service counts what comes to its helpline, answered or not, and nothing of whoever it came from. */
export class HelplineDemandIsCounted1790000002163 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(table);
    await db.query(onceCounted);
    await db.query(reach);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE helpline_count; DROP FUNCTION helpline_is_counted_once()');
  }
}

const parts = 'answered, abandoned, engaged, voicemail, no_capacity, out_of_hours, reason_not_known';

const table = `
  CREATE TABLE helpline_count (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    organisation_id uuid NOT NULL DEFAULT my_organisation() REFERENCES organisation,
    on_day date NOT NULL,
    from_hour smallint CONSTRAINT hour_is_of_a_day CHECK (from_hour BETWEEN 0 AND 23),
    channel text NOT NULL CONSTRAINT helpline_channel_is_a_code CHECK (channel IN ('phone', 'email', 'web_chat', 'text_message')),
    presented integer, answered integer, abandoned integer, engaged integer, voicemail integer, no_capacity integer,
    out_of_hours integer, reason_not_known integer, called_back integer,
    why_unknown text CONSTRAINT why_unknown_is_a_code CHECK (why_unknown IN ('not_counted_by_system', 'system_failed', 'not_kept', 'not_recorded')),
    counted_by text NOT NULL CONSTRAINT counted_by_is_a_code CHECK (counted_by IN ('system', 'by_hand', 'afterwards')),
    replaced_at timestamptz,
    recorded_by uuid NOT NULL DEFAULT my_user() REFERENCES staff,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT counts_are_not_negative CHECK (least(presented, ${parts}, called_back) >= 0),
    CONSTRAINT unknown_says_why CHECK ((why_unknown IS NULL) = (num_nulls(presented, ${parts}, called_back) = 0)),
    CONSTRAINT contacts_add_up CHECK (CASE WHEN num_nulls(${parts}) = 0
      THEN presented IS NOT DISTINCT FROM ${parts.replaceAll(',', ' +')}
      ELSE presented IS NULL OR presented >= ${parts
        .split(', ')
        .map((part) => `coalesce(${part}, 0)`)
        .join(' + ')} END),
    CONSTRAINT only_the_unanswered_are_called_back CHECK (called_back <= presented - answered)
  );
  COMMENT ON TABLE helpline_count IS 'How many contacts came to a helpline in an hour, or on a day, by one channel, and what became of them. Of nobody. A count is never changed: another takes its place';
  COMMENT ON COLUMN helpline_count.from_hour IS 'The hour from then on, as clocks in London show it; null where the whole day is counted together';
  COMMENT ON COLUMN helpline_count.why_unknown IS 'Why those of the counts that are null are not known. Nought is a count';
  COMMENT ON COLUMN helpline_count.called_back IS 'Of the unanswered, how many were called back';
`;

/** One count stands of each hour, and of a day either its hours or the whole: else a contact would be counted twice. */
const onceCounted = `
  CREATE UNIQUE INDEX helpline_counted_once ON helpline_count (organisation_id, on_day, channel, from_hour) NULLS NOT DISTINCT
    WHERE replaced_at IS NULL;
  CREATE FUNCTION helpline_is_counted_once() RETURNS trigger SET search_path = public, pg_temp LANGUAGE plpgsql AS $$
    BEGIN
      PERFORM pg_advisory_xact_lock(hashtextextended(concat_ws(' ', 'helpline', NEW.organisation_id, NEW.on_day, NEW.channel), 0));
      IF EXISTS (SELECT FROM helpline_count c WHERE c.organisation_id = NEW.organisation_id AND c.on_day = NEW.on_day AND c.channel = NEW.channel
          AND c.replaced_at IS NULL AND (c.from_hour IS NULL) <> (NEW.from_hour IS NULL)) THEN
        RAISE EXCEPTION 'counted by the hour and by the day' USING ERRCODE = 'unique_violation', CONSTRAINT = 'helpline_counted_once';
      END IF;
      RETURN NEW;
    END $$;
  CREATE TRIGGER counted_once BEFORE INSERT ON helpline_count FOR EACH ROW EXECUTE FUNCTION helpline_is_counted_once();
`;

const reach = `
  CALL close_to_all('helpline_count');
  CALL audit.watch('helpline_count', 'values', 'id');
  GRANT SELECT ON helpline_count TO casework_advocate, casework_supervisor, casework_admin;
  GRANT INSERT (on_day, from_hour, channel, presented, ${parts}, called_back, why_unknown, counted_by)
    ON helpline_count TO casework_advocate, casework_supervisor, casework_admin;
  GRANT UPDATE (replaced_at) ON helpline_count TO casework_advocate, casework_supervisor, casework_admin;
  CREATE POLICY demand_of_own_service ON helpline_count FOR SELECT TO casework_advocate, casework_supervisor, casework_admin
    USING (organisation_id = (SELECT my_organisation()));
  CREATE POLICY demand_is_counted ON helpline_count FOR INSERT TO casework_advocate, casework_supervisor, casework_admin
    WITH CHECK (organisation_id = (SELECT my_organisation()) AND recorded_by = (SELECT my_user()));
  CREATE POLICY count_is_replaced ON helpline_count FOR UPDATE TO casework_advocate, casework_supervisor, casework_admin
    USING (organisation_id = (SELECT my_organisation()) AND replaced_at IS NULL)
    WITH CHECK (organisation_id = (SELECT my_organisation()) AND replaced_at = now());
`;
