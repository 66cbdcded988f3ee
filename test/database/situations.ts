import { worlds } from './others-world.js';

const [own, others] = worlds;
const sealed = `UPDATE client SET sealed = true; UPDATE perpetrator SET sealed = true; UPDATE case_file SET sealed = true;
  UPDATE referral SET sealed = true; UPDATE seal SET lifted_at = NULL, lifted_by = NULL`;
const lately = `UPDATE staff SET state = 'active', role = 'commissioner', added_at = now(), added_by = '${own}',
  organisation_id = '${own}';
  UPDATE seal SET sealed_at = now(); UPDATE address_opening SET opened_at = now()`;

const steppedUp = 'UPDATE session SET began_at = now(), last_seen_at = now(), stepped_up_at = now()';

const writtenNow =
  'UPDATE client SET id = id; UPDATE perpetrator SET id = id; UPDATE referral SET id = id; UPDATE contact_method SET id = id';

/** What may be so, and changes who reaches what, as the owner would make it so in the two worlds of others-world.ts. */
export const situations: Readonly<Record<string, string>> = {
  plain: '',
  excluded: 'UPDATE exclusion SET lifted_at = NULL, lifted_by = NULL',
  sealed_for_oneself: sealed,
  sealed: `${sealed}; DELETE FROM seal_member`,
  glass: `DELETE FROM team_member;
    UPDATE broken_glass SET began_at = now() - interval '1 hour', ends_at = now() + interval '1 hour'`,
  glass_of_another: `UPDATE broken_glass SET staff_id = '${others}', decision = NULL`,
  submitted: `UPDATE assessment SET state = 'submitted'`,
  lately_added: lately,
  stepped_up: steppedUp,
  lately_added_stepped_up: `${lately}; ${steppedUp}`,
  deciding: `UPDATE staff SET role = 'supervisor', state = 'active'; UPDATE counter_allegation_decision SET decided_at = now(); ${steppedUp}`,
  not_compared: 'DELETE FROM conflict_token',
  first_factors:
    'DELETE FROM authenticator_app; DELETE FROM passkey; DELETE FROM recovery_code; DELETE FROM pending_sign_in',
  written_now: writtenNow,
  batch_being_recorded: `UPDATE referral_batch SET state = 'recording'`,
  batch_being_written: `UPDATE referral_batch SET state = 'recording'; ${writtenNow}`,
  batch_recorded: `UPDATE referral_batch SET state = 'recorded'`,
  funded: `UPDATE contract SET starts_on = '2018-04-01', ends_on = '2030-03-31'; UPDATE contract_area SET police_area = 'E23000033';
    UPDATE frozen_cell SET cell = '{E23000033}', rounded = 5; UPDATE held_over SET area = 'E23000033';
    UPDATE organisation SET kind = 'commissioner'`,
};
