import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { Person } from '../../src/kernel/actor.js';
import { insertSealed, seal } from '../../src/platform/sealing/sealing.js';
import { shareCopyItem } from '../../src/sharing/copy.sealed.js';
import { panelActionNarrative, panelReferralNarrative } from '../../src/sharing/panel.sealed.js';
import { shareNarrative, shareOverrideNarrative } from '../../src/sharing/share.sealed.js';
import { idOf } from './given-people.js';
import { sealing } from './sealing.js';

export interface SharingIds {
  readonly agencyId: string;
  readonly overrideId: string;
  readonly shareId: string;
  readonly panelId: string;
  readonly panelReferralId: string;
  readonly actionId: string;
}

export function givenAnAgency(
  owner: pg.Client,
  by: Person,
  { name, kind = 'housing' }: { name: string; kind?: string },
): Promise<string> {
  return idOf(owner, 'INSERT INTO agency (organisation_id, name, kind) VALUES ($1, $2, $3)', [
    by.organisationId,
    name,
    kind,
  ]);
}

/** A panel, and a research sheet that went to it on 2 March 2026 without consent, which nobody has judged. */
export async function givenSharing(
  owner: pg.Client,
  { caseId, by }: { caseId: string; by: Person },
): Promise<SharingIds> {
  const agencyId = await givenAnAgency(owner, by, { name: `Invented agency ${randomUUID()}` });
  const panel = await givenAPanelReferral(owner, { caseId, by, agencyId });
  const overrideId = await idOf(
    owner,
    `INSERT INTO share_override (case_id, agency_id, basis, made_by, made_on) VALUES ($1, $2, 'safeguarding', $3, '2026-03-02')`,
    [caseId, panel.panelId, by.userId],
  );
  const shareId = await idOf(
    owner,
    `INSERT INTO share (case_id, agency_id, items, way, share_override_id, until_on, shared_by, shared_on)
     VALUES ($1, $2, '{risk}', 'meeting', $3, '2026-05-31', $4, '2026-03-02')`,
    [caseId, panel.panelId, overrideId, by.userId],
  );
  await owner.query('INSERT INTO share_copy (share_id, panel_referral_id) VALUES ($1, $2)', [
    ...[shareId, panel.panelReferralId],
  ]);
  const tx = sealing(owner, by.organisationId);
  const why = 'Invented.';
  await insertSealed(tx, { of: shareOverrideNarrative, row: overrideId, keyId: caseId }, { why });
  const words = { to_whom: 'Invented Reed', their_role: 'Officer', why };
  await insertSealed(tx, { of: shareNarrative, row: shareId, keyId: caseId }, words);
  const said = await seal(tx, { of: shareCopyItem, row: shareId, keyId: shareId }, { words: why });
  await owner.query(`INSERT INTO share_copy_item (id, share_id, item, words) VALUES ($1, $1, 'risk', $2)`, [
    ...[shareId, said.words],
  ]);
  return { agencyId, overrideId, shareId, ...panel };
}

/** That an agency put the case before a panel on 2 February 2026, and what was ours to do by the 1st, and is overdue. */
async function givenAPanelReferral(
  owner: pg.Client,
  { caseId, by, agencyId }: { caseId: string; by: Person; agencyId: string },
): Promise<Pick<SharingIds, 'panelId' | 'panelReferralId' | 'actionId'>> {
  const panelId = await givenAnAgency(owner, by, { name: `Invented panel ${randomUUID()}`, kind: 'marac' });
  await owner.query('BEGIN');
  const panelReferralId = await idOf(
    owner,
    `INSERT INTO panel_referral (case_id, agency_id, referred_by_id, criteria, referred_on, repeat_found, repeat_said, recorded_by)
     VALUES ($1, $2, $3, '{}', '2026-02-02', 'no', 'no', $4)`,
    [caseId, panelId, agencyId, by.userId],
  );
  const actionId = await idOf(
    owner,
    `INSERT INTO panel_action (panel_referral_id, due_on, recorded_by) VALUES ($1, '2026-03-01', $2)`,
    [panelReferralId, by.userId],
  );
  const tx = sealing(owner, by.organisationId);
  const grounds = { grounds: 'Invented.', repeat_reason: null };
  await insertSealed(tx, { of: panelReferralNarrative, row: panelReferralId, keyId: caseId }, grounds);
  await owner.query('COMMIT');
  await insertSealed(tx, { of: panelActionNarrative, row: actionId, keyId: caseId }, { words: 'Invented.' });
  return { panelId, panelReferralId, actionId };
}
