import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { Person } from '../../src/kernel/actor.js';
import { insertSealed } from '../../src/platform/sealing/sealing.js';
import { shareNarrative, shareOverrideNarrative } from '../../src/sharing/share.sealed.js';
import { idOf } from './given-people.js';
import { sealing } from './sealing.js';

export interface SharingIds {
  readonly agencyId: string;
  readonly overrideId: string;
  readonly shareId: string;
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

/** An agency, and something of the case that went to it on 2 March 2026 without consent, which nobody has judged. */
export async function givenSharing(
  owner: pg.Client,
  { caseId, by }: { caseId: string; by: Person },
): Promise<SharingIds> {
  const agencyId = await givenAnAgency(owner, by, { name: `Invented agency ${randomUUID()}` });
  const overrideId = await idOf(
    owner,
    `INSERT INTO share_override (case_id, agency_id, basis, made_by, made_on) VALUES ($1, $2, 'safeguarding', $3, '2026-03-02')`,
    [caseId, agencyId, by.userId],
  );
  const shareId = await idOf(
    owner,
    `INSERT INTO share (case_id, agency_id, items, way, share_override_id, until_on, shared_by, shared_on)
     VALUES ($1, $2, '{risk}', 'meeting', $3, '2026-06-02', $4, '2026-03-02')`,
    [caseId, agencyId, overrideId, by.userId],
  );
  const tx = sealing(owner, by.organisationId);
  const why = 'Invented.';
  await insertSealed(tx, { of: shareOverrideNarrative, row: overrideId, keyId: caseId }, { why });
  const words = { to_whom: 'Invented Reed', their_role: 'Officer', why };
  await insertSealed(tx, { of: shareNarrative, row: shareId, keyId: caseId }, words);
  return { agencyId, overrideId, shareId };
}
