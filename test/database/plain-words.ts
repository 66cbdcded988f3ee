const code = 'a code, whose list is open or is the database’s own';
const reference = 'a reference, drawn at random';
const instrument = 'what an instrument asks everybody';
const sealedLog = 'ids, codes and names of fields: of a table that holds words no value is kept';
const figures = 'of published figures';
const account = 'work details of the service’s own; sign-in looks them up';

/**
 * Every column that could hold words in the clear, and why what is in it says nothing of anybody a case is about. A new one is a
 * line here, or is sealed: see docs/decisions/0012.
 */
export const plainWords: Readonly<Record<string, string>> = {
  'agency.name': 'an organisation’s, and public',
  'assessment.answers': 'the code of each answer by the code of its question',
  'audit.anchor.place': 'where a head of the log was sent',
  'audit.entry.act': code,
  'audit.entry.actor_role': code,
  'audit.entry.fields': sealedLog,
  'audit.entry.fingerprint': 'a keyed hash of what was searched for, or of an export',
  'audit.entry.new_values': sealedLog,
  'audit.entry.old_values': sealedLog,
  'audit.entry.reason': code,
  'audit.entry.row_key': sealedLog,
  'audit.entry.subject_kind': code,
  'audit.entry.table_name': sealedLog,
  'audit.verification.faults': 'where the log was found to be changed',
  'case_file.reference': reference,
  'counter_allegation_decision.considerations': 'the code of each answer by the code of its consideration',
  'door.machine_key.role': code,
  'event.did': code,
  'intake_desk.closed_message': 'shown to everybody',
  'intake_desk.shown_name': 'shown to everybody',
  'intake_desk.telephone': 'shown to everybody',
  'intake_receipt.reference': reference,
  'referral_sender.without_consent': 'a code',
  'foi_release.letter': 'published to everyone, without who asked',
  'foi_release.reference': reference,
  'foi_request.reference': reference,
  'foi_search.question': 'a question’s number',
  'frozen_cell.cell': figures,
  'frozen_cell.family': figures,
  'frozen_cell.quarter': figures,
  'held_over.area': figures,
  'held_over.family': figures,
  'instrument.code': instrument,
  'instrument.definition': instrument,
  'instrument.licence_note': instrument,
  'instrument.title': instrument,
  'organisation.name': 'public',
  'passkey.credential_id': 'drawn at random by the holder’s device',
  'passkey.name': 'what a colleague calls their own device',
  'passkey.transports': code,
  'referral.reference': reference,
  'referral_batch_row.faults': 'which field, and what to do about it, in our own words',
  'batch_sender.name': 'what a team calls the sheets of an organisation',
  'service_key.name': 'which program outside holds a key',
  'snapshot.hash': figures,
  'snapshot.policy_version': figures,
  'snapshot.quarter': figures,
  'sso_link.issuer': account,
  'sso_link.subject': account,
  'staff.display_name': account,
  'staff.email': account,
  'staff_credential.password_hash': 'argon2id',
  'staff_proposal.display_name': account,
  'staff_proposal.email': account,
  'team.name': 'nobody’s',
};
