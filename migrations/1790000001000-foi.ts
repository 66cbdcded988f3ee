import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Foi1790000001000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(requests);
    await db.query(dealings);
    await db.query(answers);
    await db.query(disclosureLog);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE foi_release, foi_answer, foi_search, foi_clarification, foi_requester_identity, foi_request_narrative, foi_request;
      DROP FUNCTION clarification_is_kept(); DROP FUNCTION answer_is_kept(); DROP FUNCTION only_approved_is_released();
      DROP SEQUENCE foi_reference;
    `);
  }
}

const requests = `
  CREATE SEQUENCE foi_reference;
  CREATE TABLE foi_request (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    organisation_id uuid NOT NULL DEFAULT my_organisation() REFERENCES organisation,
    reference text NOT NULL,
    received_on date NOT NULL,
    clarified_on date,
    due_on date NOT NULL,
    state text NOT NULL DEFAULT 'received' CONSTRAINT request_is_in_a_state CHECK (state IN ('received', 'clarifying', 'drafted',
      'approved', 'released', 'in_review', 'reviewed', 'lapsed', 'withdrawn')),
    recorded_by uuid NOT NULL DEFAULT my_user() REFERENCES staff,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT request_reference_is_used_once UNIQUE (reference),
    CONSTRAINT request_is_due_after_it_came CHECK (due_on > received_on),
    CONSTRAINT clarification_follows_the_request CHECK (clarified_on >= received_on)
  );
  COMMENT ON TABLE foi_request IS 'A request under the Freedom of Information Act 2000. None is ever removed: section 77 makes that an offence';
  COMMENT ON COLUMN foi_request.due_on IS 'The twentieth working day following receipt, or the receipt of clarification, over every UK nation''s holidays (s.10)';
  COMMENT ON COLUMN foi_request.clarified_on IS 'When the clarification asked for came, from which the twenty days run afresh (s.1(3))';
  CREATE INDEX request_of_organisation ON foi_request (organisation_id, due_on);

  CREATE TABLE foi_request_narrative (
    request_id uuid PRIMARY KEY REFERENCES foi_request,
    letter text NOT NULL,
    asked text NOT NULL
  );
  COMMENT ON COLUMN foi_request_narrative.letter IS 'As it came, signature and all';
  COMMENT ON COLUMN foi_request_narrative.asked IS 'The letter without who asked: what is shown, read and quoted in the answer';
  CREATE TABLE foi_requester_identity (
    request_id uuid PRIMARY KEY REFERENCES foi_request,
    name text NOT NULL,
    address text NOT NULL
  );
  COMMENT ON TABLE foi_requester_identity IS 'Who asked and where to answer. An answer is the same whoever asked, so drafting never reads this';

  CALL close_to_all('foi_request'); CALL close_to_all('foi_request_narrative'); CALL close_to_all('foi_requester_identity');
  CREATE TRIGGER version BEFORE UPDATE ON foi_request FOR EACH ROW EXECUTE FUNCTION next_version();
  CALL audit.watch('foi_request', 'values', 'id'); CALL audit.watch('foi_request_narrative', 'names', 'request_id');
  CALL audit.watch('foi_requester_identity', 'names', 'request_id');
  GRANT SELECT ON foi_request, foi_request_narrative, foi_requester_identity TO casework_foi_officer;
  GRANT INSERT (reference, received_on, due_on) ON foi_request TO casework_foi_officer;
  GRANT INSERT ON foi_request_narrative, foi_requester_identity TO casework_foi_officer;
  GRANT UPDATE (state, due_on, clarified_on) ON foi_request TO casework_foi_officer;
  GRANT USAGE ON SEQUENCE foi_reference TO casework_foi_officer;
  CREATE POLICY request_of_own_organisation ON foi_request TO casework_foi_officer
    USING (organisation_id = my_organisation()) WITH CHECK (organisation_id = my_organisation());
  CREATE POLICY letter_of_request ON foi_request_narrative TO casework_foi_officer USING (EXISTS (SELECT FROM foi_request r WHERE r.id = request_id));
  CREATE POLICY requester_of_request ON foi_requester_identity TO casework_foi_officer USING (EXISTS (SELECT FROM foi_request r WHERE r.id = request_id));
`;

/** What passes between a request and its answer: what its requester was asked, and where else was searched. */
const dealings = `
  CREATE TABLE foi_clarification (
    request_id uuid NOT NULL REFERENCES foi_request,
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    asked_on date NOT NULL,
    what_was_asked text NOT NULL,
    received_on date,
    letter text,
    asked text,
    asked_by uuid NOT NULL DEFAULT my_user() REFERENCES staff,
    CONSTRAINT clarification_has_its_day_and_its_words CHECK (num_nonnulls(received_on, letter, asked) IN (0, 3)),
    CONSTRAINT clarification_follows_the_asking CHECK (received_on >= asked_on)
  );
  COMMENT ON TABLE foi_clarification IS 'What a requester was asked to make clear, and the questions as they stood once they had (s.1(3))';
  COMMENT ON COLUMN foi_clarification.asked IS 'The questions as clarified, without who asked: read from then on in place of the first letter';
  CREATE INDEX clarification_of_request ON foi_clarification (request_id, number);
  CREATE UNIQUE INDEX one_clarification_is_waited_for ON foi_clarification (request_id) WHERE received_on IS NULL;
  CREATE FUNCTION clarification_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.received_on IS NOT NULL THEN
      RAISE EXCEPTION 'a clarification is kept as it came' USING ERRCODE = 'check_violation', CONSTRAINT = 'clarification_is_kept';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER clarification_is_kept BEFORE UPDATE ON foi_clarification FOR EACH ROW EXECUTE FUNCTION clarification_is_kept();

  CREATE TABLE foi_search (
    request_id uuid NOT NULL REFERENCES foi_request,
    clarification integer NOT NULL,
    question text NOT NULL,
    finding text NOT NULL CONSTRAINT search_has_a_finding CHECK (finding IN ('held', 'nil', 'not_held')),
    where_searched text NOT NULL,
    searched_by uuid NOT NULL DEFAULT my_user() REFERENCES staff,
    searched_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (request_id, clarification, question)
  );
  COMMENT ON TABLE foi_search IS 'Where else was searched before "nil" or "not held" may be said, question by question';
  COMMENT ON COLUMN foi_search.clarification IS 'How many clarifications had come: a search is for the questions as they then stood, and for no later ones';

  CALL close_to_all('foi_clarification'); CALL close_to_all('foi_search');
  CALL audit.watch('foi_clarification', 'names', 'number'); CALL audit.watch('foi_search', 'names', 'request_id', 'clarification', 'question');
  GRANT SELECT ON foi_clarification, foi_search TO casework_foi_officer;
  GRANT INSERT (request_id, asked_on, what_was_asked) ON foi_clarification TO casework_foi_officer;
  GRANT INSERT (request_id, clarification, question, finding, where_searched, searched_at) ON foi_search TO casework_foi_officer;
  GRANT UPDATE (received_on, letter, asked) ON foi_clarification TO casework_foi_officer;
  GRANT UPDATE (finding, where_searched, searched_by, searched_at) ON foi_search TO casework_foi_officer;
  CREATE POLICY clarification_of_request ON foi_clarification TO casework_foi_officer USING (EXISTS (SELECT FROM foi_request r WHERE r.id = request_id));
  CREATE POLICY search_of_request ON foi_search TO casework_foi_officer USING (EXISTS (SELECT FROM foi_request r WHERE r.id = request_id))
    WITH CHECK (searched_by = my_user() AND EXISTS (SELECT FROM foi_request r WHERE r.id = request_id));
`;

const answers = `
  CREATE TABLE foi_answer (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    request_id uuid NOT NULL REFERENCES foi_request,
    edition integer NOT NULL,
    letter jsonb NOT NULL,
    letter_hash bytea NOT NULL,
    drafted_by uuid NOT NULL DEFAULT my_user() REFERENCES staff,
    drafted_at timestamptz NOT NULL DEFAULT now(),
    approved_by uuid REFERENCES staff,
    approved_at timestamptz,
    approved_hash bytea,
    CONSTRAINT answer_edition_is_used_once UNIQUE (request_id, edition),
    CONSTRAINT approval_has_a_time_and_a_letter CHECK (num_nonnulls(approved_by, approved_at, approved_hash) IN (0, 3)),
    CONSTRAINT approver_did_not_draft CHECK (approved_by <> drafted_by),
    CONSTRAINT what_was_approved_is_what_was_drafted CHECK (approved_hash = letter_hash)
  );
  COMMENT ON TABLE foi_answer IS 'A drafted answer, kept as it was worded. A change is a new edition';
  COMMENT ON COLUMN foi_answer.letter_hash IS 'SHA-256 of the letter''s canonical JSON: what was approved is what is released';

  CREATE TABLE foi_release (
    answer_id uuid PRIMARY KEY REFERENCES foi_answer,
    request_id uuid NOT NULL REFERENCES foi_request,
    organisation_id uuid NOT NULL DEFAULT my_organisation() REFERENCES organisation,
    reference text NOT NULL,
    letter_hash bytea NOT NULL,
    released_on date NOT NULL,
    released_by uuid NOT NULL DEFAULT my_user() REFERENCES staff
  );
  COMMENT ON TABLE foi_release IS 'The disclosure log: answers given to one and published to all, without who asked';
  CREATE INDEX release_by_day ON foi_release (released_on DESC, reference);

  -- Only one's own approval may be added to a drafted answer, and only an approved one released.
  CREATE FUNCTION answer_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF (NEW.letter, NEW.letter_hash, NEW.drafted_by, NEW.edition, NEW.request_id) IS DISTINCT FROM (OLD.letter, OLD.letter_hash, OLD.drafted_by, OLD.edition, OLD.request_id)
       OR OLD.approved_by IS NOT NULL OR NEW.approved_by IS DISTINCT FROM my_user() THEN
      RAISE EXCEPTION 'an answer is kept as it was drafted' USING ERRCODE = 'check_violation', CONSTRAINT = 'answer_is_kept';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER answer_is_kept BEFORE UPDATE ON foi_answer FOR EACH ROW EXECUTE FUNCTION answer_is_kept();
  CREATE FUNCTION only_approved_is_released() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM foi_answer a WHERE a.id = NEW.answer_id AND a.request_id = NEW.request_id AND a.approved_hash = NEW.letter_hash) THEN
      RAISE EXCEPTION 'only an approved answer is released' USING ERRCODE = 'check_violation', CONSTRAINT = 'only_an_approved_answer_is_released';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER only_approved_is_released BEFORE INSERT ON foi_release FOR EACH ROW EXECUTE FUNCTION only_approved_is_released();

  CALL close_to_all('foi_answer'); CALL close_to_all('foi_release');
  CALL audit.watch('foi_answer', 'names', 'id'); CALL audit.watch('foi_release', 'values', 'answer_id');
  -- Who drafted and who released is never said by the statement: it is whoever makes it.
  GRANT SELECT ON foi_answer, foi_release TO casework_foi_officer;
  GRANT INSERT (request_id, edition, letter, letter_hash, drafted_at) ON foi_answer TO casework_foi_officer;
  GRANT INSERT (answer_id, request_id, reference, letter_hash, released_on) ON foi_release TO casework_foi_officer;
  GRANT UPDATE (approved_by, approved_at, approved_hash) ON foi_answer TO casework_foi_officer;
  CREATE POLICY answer_of_request ON foi_answer TO casework_foi_officer USING (EXISTS (SELECT FROM foi_request r WHERE r.id = request_id));
  CREATE POLICY release_of_own_organisation ON foi_release TO casework_foi_officer
    USING (organisation_id = my_organisation()) WITH CHECK (organisation_id = my_organisation() AND EXISTS (SELECT FROM foi_answer a WHERE a.id = answer_id));
`;

/** For anyone: what was released and nothing else. */
const disclosureLog = `
  GRANT SELECT (answer_id, organisation_id, reference, letter_hash, released_on) ON foi_release TO casework_visitor;
  GRANT SELECT (id, letter) ON foi_answer TO casework_visitor;
  CREATE POLICY release_is_public ON foi_release FOR SELECT TO casework_visitor USING (true);
  CREATE POLICY released_answer_is_public ON foi_answer FOR SELECT TO casework_visitor USING (EXISTS (SELECT FROM foi_release r WHERE r.answer_id = foi_answer.id));
`;
