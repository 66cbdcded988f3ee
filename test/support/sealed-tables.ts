import { counterDecisionNarrative } from '../../src/safeguards/counter-allegation.sealed.js';
import { capacityConcernNarrative } from '../../src/safeguards/capacity.sealed.js';
import { safeguardingConcernNarrative } from '../../src/sharing/concern.sealed.js';
import type pg from 'pg';
import { relatedPersonChangeNarrative, relatedPersonIdentity } from '../../src/parties/related.sealed.js';
import { dangerNarrative, dangerStepNarrative } from '../../src/safeguards/danger.sealed.js';
import { caseNoteNarrative } from '../../src/cases/case.sealed.js';
import { addressIdentity, addressOpeningNarrative } from '../../src/parties/address.sealed.js';
import { batchSheet, senderMapping } from '../../src/intake/batch.sealed.js';
import { breachNarrative, orderTermWording } from '../../src/orders/order.sealed.js';
import {
  clientIdentifier,
  clientLikeness,
  clientIdentity,
  contactMethodIdentity,
  perpetratorIdentity,
  seenBeforeLookNarrative,
} from '../../src/parties/party.sealed.js';
import { declaredConflictIdentity } from '../../src/people/conflict.sealed.js';
import { openRows, type SealedTable } from '../../src/platform/sealing/sealing.js';
import { referralSender } from '../../src/parties/sender.sealed.js';
import { referralNarrative } from '../../src/referrals/referral.sealed.js';
import { assessmentNarrative, reviewNarrative } from '../../src/risk/assessment.sealed.js';
import {
  brokenGlassNarrative,
  exclusionNarrative,
  sealNarrative,
} from '../../src/safeguards/safeguard.sealed.js';
import { panelActionNarrative, panelReferralNarrative } from '../../src/sharing/panel.sealed.js';
import { taskNarrative } from '../../src/tasks/task.sealed.js';
import { shareCopyItem } from '../../src/sharing/copy.sealed.js';
import { shareNarrative, shareOverrideNarrative } from '../../src/sharing/share.sealed.js';
import { sealing } from './sealing.js';

interface Whose {
  readonly of: SealedTable;
  /** Whose key, of a row called t. */
  readonly keyId: string;
}

/** Every table whose words are sealed, and how the database says by whose key. */
export const sealedTables: readonly Whose[] = [
  { of: clientIdentity, keyId: 't.client_id' },
  { of: perpetratorIdentity, keyId: 't.perpetrator_id' },
  {
    of: contactMethodIdentity,
    keyId: '(SELECT client_id FROM contact_method m WHERE m.id = t.contact_method_id)',
  },
  {
    of: clientIdentifier,
    keyId: '(SELECT coalesce(client_id, perpetrator_id) FROM identifier i WHERE i.id = t.identifier_id)',
  },
  {
    of: clientLikeness,
    keyId: '(SELECT one FROM likeness l WHERE l.id = t.likeness_id)',
  },
  {
    of: seenBeforeLookNarrative,
    keyId: '(SELECT perpetrator_id FROM seen_before_look l WHERE l.id = t.seen_before_look_id)',
  },
  {
    of: addressIdentity,
    keyId: '(SELECT coalesce(client_id, perpetrator_id) FROM address a WHERE a.id = t.address_id)',
  },
  {
    of: addressOpeningNarrative,
    keyId: '(SELECT case_id FROM address_opening o WHERE o.id = t.address_opening_id)',
  },
  { of: referralNarrative, keyId: '(SELECT client_id FROM referral r WHERE r.id = t.referral_id)' },
  { of: referralSender, keyId: '(SELECT client_id FROM referral r WHERE r.id = t.referral_id)' },
  { of: caseNoteNarrative, keyId: '(SELECT case_id FROM case_note n WHERE n.id = t.case_note_id)' },
  { of: assessmentNarrative, keyId: '(SELECT case_id FROM assessment a WHERE a.id = t.assessment_id)' },
  {
    of: reviewNarrative,
    keyId:
      '(SELECT case_id FROM review r JOIN assessment a ON a.id = r.assessment_id WHERE r.id = t.review_id)',
  },
  {
    of: orderTermWording,
    keyId:
      '(SELECT case_id FROM order_term m JOIN protection_order o ON o.id = m.order_id WHERE m.id = t.order_term_id)',
  },
  {
    of: declaredConflictIdentity,
    keyId: '(SELECT staff_id FROM declared_conflict d WHERE d.id = t.declared_conflict_id)',
  },
  { of: brokenGlassNarrative, keyId: 't.broken_glass_id' },
  {
    of: counterDecisionNarrative,
    keyId:
      '(SELECT counter_allegation_id FROM counter_allegation_decision d WHERE d.id = t.counter_allegation_decision_id)',
  },
  { of: exclusionNarrative, keyId: 't.exclusion_id' },
  { of: sealNarrative, keyId: '(SELECT client_id FROM seal s WHERE s.id = t.seal_id)' },
  { of: shareNarrative, keyId: '(SELECT case_id FROM share s WHERE s.id = t.share_id)' },
  {
    of: shareOverrideNarrative,
    keyId: '(SELECT case_id FROM share_override o WHERE o.id = t.share_override_id)',
  },
  {
    of: panelReferralNarrative,
    keyId: '(SELECT case_id FROM panel_referral r WHERE r.id = t.panel_referral_id)',
  },
  {
    of: panelActionNarrative,
    keyId:
      '(SELECT case_id FROM panel_action a JOIN panel_referral r ON r.id = a.panel_referral_id WHERE a.id = t.panel_action_id)',
  },
  { of: shareCopyItem, keyId: 't.share_id' },
  {
    of: relatedPersonIdentity,
    keyId: '(SELECT case_id FROM related_person r WHERE r.id = t.related_person_id)',
  },
  {
    of: relatedPersonChangeNarrative,
    keyId:
      '(SELECT case_id FROM related_person_change h JOIN related_person r ON r.id = h.related_person_id WHERE h.id = t.related_person_change_id)',
  },
  {
    of: safeguardingConcernNarrative,
    keyId: '(SELECT case_id FROM safeguarding_concern k WHERE k.id = t.safeguarding_concern_id)',
  },
  {
    of: capacityConcernNarrative,
    keyId: '(SELECT case_id FROM capacity_concern k WHERE k.id = t.capacity_concern_id)',
  },
  { of: taskNarrative, keyId: '(SELECT case_id FROM task k WHERE k.id = t.task_id)' },
  { of: dangerNarrative, keyId: '(SELECT case_id FROM danger d WHERE d.id = t.danger_id)' },
  {
    of: dangerStepNarrative,
    keyId:
      '(SELECT case_id FROM danger d JOIN danger_step s ON s.danger_id = d.id WHERE s.id = t.danger_step_id)',
  },
  { of: batchSheet, keyId: 't.batch_id' },
  { of: senderMapping, keyId: 't.sender_id' },
  { of: breachNarrative, keyId: '(SELECT case_id FROM breach b WHERE b.id = t.breach_id)' },
];

/** What a sealed table says, opened behind the program's back, by column. One row where an id is given. */
export async function wordsIn(
  owner: pg.Client,
  table: string,
  rowId: string | null = null,
): Promise<Record<string, string | null>[]> {
  const found = sealedTables.find(({ of }) => of.table === table);
  if (!found) throw new Error(`${table} holds no sealed words`);
  const { of, keyId } = found;
  const { rows } = await owner.query<Record<string, Buffer | null> & { row: string; key: string }>(
    `SELECT ${of.columns.join(', ')}, t.${of.row} AS row, ${keyId} AS key FROM ${table} t
     WHERE $1::uuid IS NULL OR t.${of.row} = $1 ORDER BY t.${of.row}`,
    [rowId],
  );
  const fields = Object.fromEntries(of.columns.map((column) => [column, column]));
  const opened = await openRows<Record<string, unknown>, Record<string, string>>(
    sealing(owner, '00000000-0000-0000-0000-000000000000'),
    rows,
    { from: of, row: (each) => String(each['row']), keyId: (each) => String(each['key']), fields },
  );
  return opened.map((each) =>
    Object.fromEntries(of.columns.map((column) => [column, each[column] as string | null])),
  ); // just opened
}
