import type pg from 'pg';
import type { Person } from '../../src/kernel/actor.js';
import { relatedPersonIdentity } from '../../src/parties/related.sealed.js';
import { insertSealed } from '../../src/platform/sealing/sealing.js';
import { capacityConcernNarrative } from '../../src/safeguards/capacity.sealed.js';
import { safeguardingConcernNarrative } from '../../src/sharing/concern.sealed.js';
import { givenAClient, idOf } from './given-people.js';
import { sealing } from './sealing.js';

export interface AroundIds {
  readonly relatedPersonId: string;
  readonly concernId: string;
  readonly capacityConcernId: string;
}

/** A solicitor of a case, a concern that went by what was shared, and one about capacity: nobody has followed either up. */
export async function givenAround(
  owner: pg.Client,
  { caseId, shareId, by }: { caseId: string; shareId: string; by: Person },
): Promise<AroundIds> {
  const relatedPersonId = await idOf(
    owner,
    `INSERT INTO related_person (case_id, kind, relation, recorded_by) VALUES ($1, 'professional', 'solicitor', $2)`,
    [caseId, by.userId],
  );
  const concernId = await idOf(
    owner,
    `INSERT INTO safeguarding_concern (case_id, share_id, about, follow_up_on, recorded_by) VALUES ($1, $2, 'child', '2026-03-09', $3)`,
    [caseId, shareId, by.userId],
  );
  const capacityConcernId = await idOf(
    owner,
    `INSERT INTO capacity_concern (case_id, assessed_on, impairment, understand, retain, weigh, communicate, finding, follow_up_on, recorded_by)
     VALUES ($1, '2026-03-02', 'yes', 'yes', 'yes', 'unclear', 'yes', 'unclear', '2026-03-09', $2)`,
    [caseId, by.userId],
  );
  const tx = sealing(owner, by.organisationId);
  const who = { full_name: 'Invented Sedge', reached_by: null, works_for: 'Invented and Demo' };
  await insertSealed(tx, { of: relatedPersonIdentity, row: relatedPersonId, keyId: caseId }, who);
  const concern = { of: safeguardingConcernNarrative, row: concernId, keyId: caseId };
  await insertSealed(tx, concern, { came_of_it: null });
  const capacity = { of: capacityConcernNarrative, row: capacityConcernId, keyId: caseId };
  await insertSealed(tx, capacity, { decision: 'Invented.', help_given: 'Invented.' });
  return { relatedPersonId, concernId, capacityConcernId };
}

/** That a client and another of the team, with whom nobody works, both say they are the victim. Nobody has decided. */
export async function givenACounterAllegation(
  owner: pg.Client,
  { clientId, by }: { clientId: string; by: Person },
): Promise<string> {
  const find = 'SELECT team_id AS team FROM client WHERE id = $1';
  const { rows } = await owner.query<{ team: string }>(find, [clientId]);
  const team = rows[0]?.team ?? '';
  const other = await givenAClient(owner, { team, by, name: 'Invented Counter' });
  return idOf(
    owner,
    `INSERT INTO counter_allegation (organisation_id, earlier_client_id, later_client_id, found_by) VALUES ($1, $2, $3, 'name')`,
    [by.organisationId, clientId, other],
  );
}
