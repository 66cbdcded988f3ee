import type { EntityManager } from 'typeorm';
import type { Actor } from '../kernel/actor.js';
import { londonDate, type PlainDate } from '../kernel/plain-date.js';
import { reference } from '../cases/reference.js';
import { normalisedContact } from '../parties/matching.rules.js';
import { contactMethodsOf, type ContactRecord } from '../parties/party.queries.js';
import {
  addClient,
  addConsent,
  addContactMethod,
  addPerpetrator,
  verifyContactMethod,
} from '../parties/record-client.js';
import { worsened } from '../parties/safe-contact.rules.js';
import { addHistory } from '../platform/database/history.js';
import { inserted } from '../platform/database/inserted.js';
import { insertSealed } from '../platform/sealing/sealing.js';
import type { ReceivedReferral } from './received-referral.js';
import { Referral } from './referral.entity.js';
import { referralNarrative } from './referral.sealed.js';
import { firstOf } from './triage.rules.js';

/** An earlier referral of the same person: this one is either the same come twice, or a new one of them. */
export interface Earlier {
  readonly referral: Referral;
  readonly sameAs: 'duplicate' | 'again';
}

export interface Recording {
  readonly actor: Actor;
  readonly received: ReceivedReferral;
  readonly earlier: Earlier | null;
  readonly teamId: string;
  readonly today: PlainDate;
}

/** What a referral on record is known by, here and to whoever sent it, and whom it is of. */
export interface Recorded {
  readonly id: string;
  readonly reference: string;
  readonly clientId: string;
  readonly perpetratorId: string | null;
}

/** Puts a referral on record. One come twice counts as received, and makes no second client. */
export async function recordReferral(tx: EntityManager, recording: Recording): Promise<Recorded> {
  const { received, earlier, teamId, today } = recording;
  const clientId = await clientFor(tx, recording);
  const perpetratorId = await perpetratorFor(tx, recording);
  const drawn = reference('RF', today);
  const referralId = await inserted(tx, Referral, {
    ...received.facts,
    ...standing(recording),
    teamId,
    clientId,
    perpetratorId,
    reference: drawn,
  });
  const told = { of: referralNarrative, row: referralId, keyId: clientId };
  await insertSealed(tx, told, { what_happened: received.whatHappened });
  await tx.query('INSERT INTO referral_cyber_type (referral_id, cyber_type) SELECT $1, unnest($2::text[])', [
    referralId,
    received.cyberTypes,
  ]);
  const caseId = earlier?.referral.caseId;
  await addHistory(tx, { did: 'referral.received', to: referralId, ...(caseId ? { in: caseId } : {}) });
  return { id: referralId, reference: drawn, clientId, perpetratorId };
}

function standing({ actor, received, earlier }: Recording) {
  if (earlier?.sameAs !== 'duplicate') return { state: 'received' as const };
  return {
    state: 'duplicate' as const,
    decision: 'duplicate' as const,
    decidedAt: received.facts.recordedAt,
    decidedBy: actor.userId,
    duplicateOf: firstOf(earlier.referral, null),
  };
}

async function clientFor(tx: EntityManager, { received, earlier, teamId }: Recording): Promise<string> {
  const { client, facts } = received;
  const clientId =
    earlier?.referral.clientId ?? (await addClient(tx, { ...client, teamId }, facts.recordedAt));
  await keepContact(tx, clientId, { received, earlier });
  for (const answer of consentsToAdd(received, earlier)) {
    await addConsent(tx, clientId, { ...answer, recordedAt: facts.recordedAt });
  }
  return clientId;
}

/**
 * What the client answered stands against a referral come twice, which knows no more than the first did; a new referral of
 * them says anew what they were asked. A refusal or a withdrawal is never passed over, however it came.
 */
function consentsToAdd({ consents }: ReceivedReferral, earlier: Earlier | null) {
  if (earlier === null) return consents;
  const again = earlier.sameAs === 'again';
  return consents.filter(
    ({ value }) => value === 'refused' || value === 'withdrawn' || (again && value === 'given'),
  );
}

/** Adds a way to reach the client that is new, and makes one already known no safer than this referral says it is. */
async function keepContact(
  tx: EntityManager,
  clientId: string,
  { received, earlier }: Pick<Recording, 'received' | 'earlier'>,
): Promise<void> {
  const { method, safetySaid } = received;
  if (!method) return;
  const known = earlier ? await methodsWith(tx, clientId, method.value) : [];
  if (known.length === 0) await addContactMethod(tx, clientId, method);
  const caseId = earlier?.referral.caseId;
  for (const each of known) {
    const facts = worsened(each, safetySaid);
    if (facts === null) continue;
    const learntOn = londonDate(received.facts.recordedAt);
    await verifyContactMethod(tx, { ...each, learntOn }, facts);
    const did = 'contact_method.said_to_be_unsafe';
    await addHistory(tx, { did, to: each.id, ...(caseId ? { in: caseId } : {}) });
  }
}

async function methodsWith(tx: EntityManager, clientId: string, value: string): Promise<ContactRecord[]> {
  const same = (one: string, other: string) =>
    (normalisedContact(one) ?? one) === (normalisedContact(other) ?? other);
  return (await contactMethodsOf(tx, clientId)).filter((method) => same(method.value, value));
}

async function perpetratorFor(
  tx: EntityManager,
  { received, earlier, teamId }: Recording,
): Promise<string | null> {
  if (earlier?.sameAs === 'duplicate' && earlier.referral.perpetratorId !== null)
    return earlier.referral.perpetratorId;
  const { perpetratorName: fullName, facts } = received;
  return fullName === null ? null : addPerpetrator(tx, { teamId, fullName }, facts.recordedAt);
}
