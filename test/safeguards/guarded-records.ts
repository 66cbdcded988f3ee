import type pg from 'pg';
import type { Person } from '../../src/kernel/actor.js';
import { perpetratorIdentifier } from '../../src/parties/party.sealed.js';
import { insertSealed } from '../../src/platform/sealing/sealing.js';
import { brokenGlassNarrative } from '../../src/safeguards/safeguard.sealed.js';
import { givenACase, type CaseGiven, type CaseIds } from '../support/given-cases.js';
import { givenAnAddress } from '../support/given-people.js';
import { givenABreach, givenAnOrder, givenATerm } from '../support/given-orders.js';
import { givenAnAssessment } from '../support/given-risk.js';
import { sealing } from '../support/sealing.js';
import { givenATask } from '../support/given-tasks.js';
import { givenAround } from '../support/given-around.js';
import { givenSharing } from '../support/given-sharing.js';

/** A case with one of everything that an address can name, by the name it has there. */
export type Names = Readonly<Record<string, string>>;

export async function aFullCase(owner: pg.Client, given: CaseGiven): Promise<{ names: Names; ids: CaseIds }> {
  const ids = await givenACase(owner, given);
  const { caseId, clientId, referralId, perpetratorId } = ids;
  const orderId = await givenAnOrder(owner, { caseId, by: given.advocate });
  const termId = await givenATerm(owner, orderId);
  const methodId = await idIn(owner, 'SELECT id FROM contact_method WHERE client_id = $1', clientId);
  const shared = await givenSharing(owner, { caseId, by: given.advocate });
  const names = {
    caseId,
    referralId,
    orderId,
    methodId,
    addressId: await givenAnAddress(owner, given.advocate, clientId),
    outgoingId: await givenACalendarEntry(owner, { caseId, methodId, by: given.advocate }),
    identifierId: await aUsername(owner, perpetratorId, given.advocate),
    ...shared,
    ...(await givenAround(owner, { caseId, shareId: shared.shareId, by: given.advocate })),
    breachId: await givenABreach(owner, { orderId, termId }),
    assessmentId: await givenAnAssessment(owner, { caseId, author: given.advocate }),
    taskId: await givenATask(owner, { caseId, by: given.advocate }),
    dangerId: await givenADanger(owner, caseId, given.advocate),
    number: '1',
  };
  return { names, ids };
}

/** Made when it was safe to, whatever the case has come to since: so it is put past the judge of what may be made now. */
async function givenACalendarEntry(
  owner: pg.Client,
  { caseId, methodId, by }: { caseId: string; methodId: string; by: Person },
): Promise<string> {
  await owner.query('SET session_replication_role = replica');
  const id = await idIn(
    owner,
    `INSERT INTO outgoing (case_id, contact_method_id, kind, use_at, state, made_by, made_at)
     VALUES ($1, $2, 'calendar_entry', '2026-03-03T10:00:00Z', 'made', $3, '2026-03-03T10:00:00Z') RETURNING id`,
    ...[caseId, methodId, by.userId],
  );
  await owner.query('SET session_replication_role = origin');
  return id;
}

/** One that is not over, and in which nothing was done yet. */
function givenADanger(owner: pg.Client, caseId: string, by: Person): Promise<string> {
  return idIn(
    owner,
    `INSERT INTO danger (case_id, began_at, began_by) VALUES ($1, '2026-03-03T09:50:00Z', $2) RETURNING id`,
    ...[caseId, by.userId],
  );
}

async function aUsername(owner: pg.Client, perpetratorId: string, by: Person): Promise<string> {
  const id = await idIn(
    owner,
    `INSERT INTO identifier (perpetrator_id, kind, platform, recorded_by) VALUES ($1, 'username', 'instagram', $2) RETURNING id`,
    ...[perpetratorId, by.userId],
  );
  const place = { of: perpetratorIdentifier, row: id, keyId: perpetratorId };
  await insertSealed(sealing(owner, by.organisationId), place, { value: '@invented.bramble' });
  return id;
}

export async function keptFrom(owner: pg.Client, clientId: string, who: readonly Person[]): Promise<void> {
  for (const { userId, organisationId } of who)
    await owner.query(
      `INSERT INTO exclusion (organisation_id, staff_id, client_id, why) VALUES ($1, $2, $3, 'declared')`,
      [organisationId, userId, clientId],
    );
}

export async function sealedFor(
  owner: pg.Client,
  clientId: string,
  [by, ...named]: readonly [Person, ...Person[]],
): Promise<void> {
  await owner.query('BEGIN');
  const seal = await idIn(
    owner,
    `INSERT INTO seal (organisation_id, client_id, why, sealed_by) SELECT organisation_id, id, 'other', $2 FROM client WHERE id = $1 RETURNING id`,
    clientId,
    by.userId,
  );
  for (const { userId } of named)
    await owner.query('INSERT INTO seal_member VALUES ($1, $2)', [seal, userId]);
  await owner.query('COMMIT');
}

/** A case opened in an emergency by somebody, of which somebody else was told; sealed as its client is. */
export async function brokenGlass(
  owner: pg.Client,
  { caseId, clientId }: CaseIds,
  [by, told]: readonly [Person, Person],
): Promise<string> {
  await owner.query('BEGIN');
  const id = await idIn(
    owner,
    `INSERT INTO broken_glass (organisation_id, case_id, client_id, staff_id, why, ends_at, review_due_on, sealed)
     SELECT $1, $2, id, $4, 'cover', now() + interval '1 hour', '2026-03-05', sealed FROM client WHERE id = $3 RETURNING id`,
    ...[by.organisationId, caseId, clientId, by.userId],
  );
  const words = { of: brokenGlassNarrative, row: id, keyId: id };
  await insertSealed(sealing(owner, by.organisationId), words, { why: 'Invented.' });
  await owner.query('INSERT INTO broken_glass_notice (broken_glass_id, staff_id) VALUES ($1, $2)', [
    id,
    told.userId,
  ]);
  await owner.query('COMMIT');
  return id;
}

async function idIn(owner: pg.Client, sql: string, ...values: string[]): Promise<string> {
  const { rows } = await owner.query<{ id: string }>(sql, values);
  return rows[0]?.id ?? '';
}
