import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The codes of parties, cases and referrals. Written out: what a migration did must not move with a list in the program. */
export class ReferralCodes1790000000650 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(consents);
    await db.query(comparison);
    for (const { table, column, name, codes } of checks) {
      await db.query(`ALTER TABLE ${table} ADD CONSTRAINT ${name} CHECK (${column} IN (${listed(codes)}))`);
    }
    await db.query(agreements);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE referral DROP CONSTRAINT state_follows_from_decision, DROP CONSTRAINT report_says_what_police_recorded;
    `);
    for (const { table, name } of checks) await db.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
    await db.query(`
      DROP INDEX client_of_team, client_identity_born;
      ALTER TABLE client_identity DROP COLUMN initials, DROP COLUMN known_as_initials;
      ALTER TABLE contact_method_identity DROP COLUMN compared;
      ALTER TABLE consent DROP CONSTRAINT consent_asked_for_says_how, DROP COLUMN recorded_at;
      UPDATE consent SET how = 'not asked' WHERE how IS NULL;
      ALTER TABLE consent ALTER COLUMN how SET NOT NULL;
    `);
  }
}

// Two answers of one day need an order, and an answer never asked for did not reach anybody in any way.
const consents = `
  ALTER TABLE consent ALTER COLUMN how DROP NOT NULL;
  ALTER TABLE consent ADD COLUMN recorded_at timestamptz NOT NULL DEFAULT now();
  ALTER TABLE consent ADD CONSTRAINT consent_asked_for_says_how CHECK ((value = 'not_asked') = (how IS NULL));
  COMMENT ON COLUMN consent.until_on IS 'Last day it holds, inclusive; null where no end was set';
`;

/** A name as the program normalises it: accents off, lower case, whatever is no letter or digit a space. */
function initialsOf(column: string): string {
  const plain = `regexp_replace(normalize(${column}, NFKD), '[\\u0300-\\u036f]', '', 'g')`;
  const words = `btrim(regexp_replace(lower(${plain}), '[^[:alnum:]]+', ' ', 'g'))`;
  return `left(${words}, 1) || left(substring(${words} FROM '\\S+$'), 1)`;
}

// What somebody new is compared by. Row security lets an index be used only for plain equality of a column.
const comparison = `
  CREATE INDEX client_of_team ON client (team_id);
  ALTER TABLE client_identity
    ADD COLUMN initials text GENERATED ALWAYS AS (${initialsOf('full_name')}) STORED,
    ADD COLUMN known_as_initials text GENERATED ALWAYS AS (${initialsOf('known_as')}) STORED;
  ALTER TABLE contact_method_identity ADD COLUMN compared text GENERATED ALWAYS AS (CASE
    WHEN value LIKE '%@%' THEN lower(btrim(value))
    ELSE right(ltrim(regexp_replace(regexp_replace(value, '\\D', '', 'g'), '^(00)?44(?=\\d{9})', ''), '0'), 10) END) STORED;
  COMMENT ON COLUMN client_identity.initials IS 'First letters of the first and the last word, for finding names worth comparing';
  COMMENT ON COLUMN contact_method_identity.compared IS 'An email address in lower case, else the last ten digits without 44 or leading noughts';
  CREATE INDEX client_identity_born ON client_identity (born_on);
  CREATE INDEX client_identity_initials ON client_identity (initials);
  CREATE INDEX client_identity_known_as ON client_identity (known_as_initials);
  CREATE INDEX contact_method_compared ON contact_method_identity (compared);
`;

const agreements = `
  ALTER TABLE referral ADD CONSTRAINT state_follows_from_decision CHECK (decision IS NULL OR (decision, state) IN (
    ('accept', 'accepted'), ('accept_waitlist', 'waiting'), ('advice_only', 'redirected'), ('redirect', 'redirected'),
    ('return_to_referrer', 'redirected'), ('decline', 'declined'), ('duplicate', 'duplicate')));
  ALTER TABLE referral ADD CONSTRAINT report_says_what_police_recorded
    CHECK ((reported_to_police IS NOT DISTINCT FROM 'yes') = (police_recorded_as IS NOT NULL));
`;

const yesOrNo = 'yes no';
const safety = 'yes no unknown';
const channels = 'phone text whatsapp email post video workplace';
const unknownReasons = `not_asked asked_declined client_does_not_know not_safe_to_ask referrer_did_not_supply no_contact_made
  anonymous_contact not_applicable conflicting_sources legacy_import perpetrator_unidentified`;
const policeAreas = `E23000001 E23000002 E23000003 E23000004 E23000005 E23000006 E23000007 E23000008 E23000009 E23000010
  E23000011 E23000012 E23000013 E23000014 E23000015 E23000016 E23000017 E23000018 E23000019 E23000020 E23000021 E23000022
  E23000023 E23000024 E23000025 E23000026 E23000027 E23000028 E23000029 E23000030 E23000031 E23000032 E23000033 E23000034
  E23000035 E23000036 E23000037 E23000038 E23000039 W15000001 W15000002 W15000003 W15000004 btp`;
const relationships = `ex_intimate current_intimate dated_briefly family ex_friend friend acquaintance colleague ex_colleague
  client_or_customer professional_contact neighbour online_only public_figure_fan partner_of_ex_or_ex_of_partner stranger
  group_or_proxy other`;
const cyberTypes = `social_media messaging_apps email fake_profiles impersonation account_takeover location_sharing_feature
  tracker_tag gps_vehicle_tracker spyware_stalkerware shared_cloud_or_family_account smart_home_doorbell_speaker
  hidden_camera_bug intimate_image_abuse deepfake doxxing dating_app gaming bank_transfer_reference mass_calls other`;
const sources = `police police_digital_auto self national_stalking_helpline suzy_lamplugh paladin idva isva da_service victim_hub
  witness_care cps probation_vlo prison health_gp health_ed mental_health housing adult_social_care children_social_care
  education employer marac masp mappa solicitor mp family_friend other_charity internal_transfer other`;
const declineReasons = `out_of_area not_stalking under_age_limit below_risk_threshold no_consent no_safe_contact invalid_contact
  already_supported needs_other_specialist conflict_of_interest referred_person_is_perpetrator no_capacity victim_declined other`;
const closureReasons = `support_completed risk_reduced stalking_ceased client_withdrew disengaged unable_to_contact
  transferred_area transferred_service moved_away declined_after_contact perpetrator_imprisoned client_died
  perpetrator_identified_as_client service_ended opened_in_error other`;
const outcomes = `spoke_to_client spoke_unsafe_cut_short no_answer voicemail_left voicemail_not_allowed wrong_number
  third_party_answered text_sent email_sent bounced declined_support callback_agreed`;

const checks = [
  check('client', 'sex', 'sex_is_a_code', 'female male'),
  check('client', 'sex_unknown_reason', 'sex_unknown_reason_is_a_code', unknownReasons),
  check('contact_method', 'channel', 'channel_is_a_code', channels),
  check('contact_method', 'safe', 'safe_is_yes_no_or_unknown', safety),
  check('contact_method', 'voicemail_safe', 'voicemail_safe_is_yes_no_or_unknown', safety),
  check('contact_method', 'device_watched', 'device_watched_is_yes_no_or_unknown', safety),
  check(
    'consent',
    'purpose',
    'purpose_is_a_code',
    'contact support share_police share_marac share_agency research feedback',
  ),
  check('consent', 'value', 'value_is_a_code', 'given refused withdrawn not_asked'),
  check('consent', 'how', 'how_is_a_code', 'in_person by_phone in_writing online through_referrer'),
  ...codedFactsOf('case_file'),
  check('case_file', 'closure_reason', 'closure_reason_is_a_code', closureReasons),
  check('case_cyber_type', 'cyber_type', 'cyber_type_is_a_code', cyberTypes),
  check('contact_attempt', 'channel', 'attempt_channel_is_a_code', `${channels} in_person`),
  check('contact_attempt', 'outcome', 'outcome_is_a_code', outcomes),
  check('case_note', 'kind', 'kind_is_a_code', 'client third_party partner supervision'),
  ...codedFactsOf('referral'),
  check('referral', 'source', 'source_is_a_code', sources),
  check('referral', 'source_unknown_reason', 'source_unknown_reason_is_a_code', unknownReasons),
  check('referral', 'reported_to_police', 'reported_to_police_is_a_code', yesOrNo),
  check('referral', 'reported_unknown_reason', 'reported_unknown_reason_is_a_code', unknownReasons),
  check(
    'referral',
    'police_recorded_as',
    'police_recorded_as_is_a_code',
    'stalking harassment malicious_communications other no_crime not_known',
  ),
  check('referral', 'state', 'state_is_a_code', 'received waiting accepted redirected declined duplicate'),
  check(
    'referral',
    'decision',
    'decision_is_a_code',
    'accept accept_waitlist advice_only redirect decline return_to_referrer duplicate',
  ),
  check('referral', 'decision_reason', 'decision_reason_is_a_code', declineReasons),
  check('referral_cyber_type', 'cyber_type', 'cyber_type_is_a_code', cyberTypes),
];

/** What a referral says of the stalking, and its case copies. */
function codedFactsOf(table: string) {
  return [
    check(table, 'police_area', 'police_area_is_a_code', policeAreas),
    check(table, 'relationship', 'relationship_is_a_code', relationships),
    check(table, 'relationship_unknown_reason', 'relationship_unknown_reason_is_a_code', unknownReasons),
    check(table, 'cyber_element', 'cyber_element_is_a_code', yesOrNo),
    check(table, 'cyber_unknown_reason', 'cyber_unknown_reason_is_a_code', unknownReasons),
    check(table, 'age_unknown_reason', 'age_unknown_reason_is_a_code', unknownReasons),
  ];
}

function check(
  ...[table, column, name, codes]: [table: string, column: string, name: string, codes: string]
) {
  return { table, column, name, codes };
}

function listed(codes: string): string {
  return codes
    .trim()
    .split(/\s+/)
    .map((code) => `'${code}'`)
    .join(', ');
}
