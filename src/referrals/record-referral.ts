import type { EntityManager } from 'typeorm';
import type { Actor } from '../kernel/actor.js';
import { inWords, londonDate, type PlainDate } from '../kernel/plain-date.js';
import { may } from '../kernel/policy.js';
import { reference } from '../cases/reference.js';
import { contactMethodsOf } from '../parties/party.queries.js';
import { addClient, addConsent, addContactMethod, addPerpetrator } from '../parties/record-client.js';
import { everythingThatGoesThere, noSaferThan } from '../parties/same-way.rules.js';
import { worsenEach } from '../parties/worsen-each.js';
import { addHistory } from '../platform/database/history.js';
import { inserted } from '../platform/database/inserted.js';
import { insertSealed } from '../platform/sealing/sealing.js';
import type { ReceivedReferral } from './received-referral.js';
import { Referral } from './referral.entity.js';
import { referrals } from './referral.policy.js';
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

/** Puts a referral on record. One come twice counts as received, and makes no second client; whom it names stays with it. */
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
  await insertSealed(tx, told, { what_happened: toldOf(recording) });
  await tx.query('INSERT INTO referral_cyber_type (referral_id, cyber_type) SELECT $1, unnest($2::text[])', [
    referralId,
    received.cyberTypes,
  ]);
  const caseId = earlier?.referral.caseId;
  await addHistory(tx, { did: 'referral.received', to: referralId, ...(caseId ? { in: caseId } : {}) });
  return { id: referralId, reference: drawn, clientId, perpetratorId };
}

/** Only who may decide a referral decides that it came twice; of anybody else's it is proposed, and waits as any other does. */
function standing({ actor, received, earlier }: Recording) {
  const mayDecide = may(actor, referrals.decide, { state: 'received' });
  if (earlier?.sameAs !== 'duplicate' || !mayDecide) return { state: 'received' as const };
  return {
    state: 'duplicate' as const,
    decision: 'duplicate' as const,
    decidedAt: received.facts.recordedAt,
    decidedBy: actor.userId,
    duplicateOf: firstOf(earlier.referral, null),
  };
}

/** What happened; of somebody said to be on record also whom it names, which is kept nowhere else, and for whom it was taken. */
function toldOf({ received, earlier }: Recording): string {
  if (earlier === null) return received.whatHappened;
  const { fullName, knownAs, bornOn } = received.client;
  const also = knownAs === null ? '' : `, known as ${knownAs}`;
  const born = bornOn === null ? '' : `, born on ${inWords(bornOn)}`;
  const { sameAs, referral } = earlier;
  const as = sameAs === 'duplicate' ? 'the referral come twice' : 'a new referral of the person';
  return `It names ${fullName}${also}${born}. Recorded as ${as} of ${referral.reference}.\n\n${received.whatHappened}`;
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
 * them says anew what they were asked. A refusal or a withdrawal is never passed over, however it came, and what is given
 * through a referrer takes none back (`latestAnswer`).
 */
function consentsToAdd({ consents }: ReceivedReferral, earlier: Earlier | null) {
  if (earlier === null) return consents;
  const again = earlier.sameAs === 'again';
  return consents.filter(
    ({ value }) => value === 'refused' || value === 'withdrawn' || (again && value === 'given'),
  );
}

/** Adds a way to reach the client that is new or theirs once more, not verified where they are on record, and makes one already known no safer than this referral says it is. */
async function keepContact(
  tx: EntityManager,
  clientId: string,
  { received, earlier }: Pick<Recording, 'received' | 'earlier'>,
): Promise<void> {
  const { method, safetySaid } = received;
  if (!method) return;
  const all = earlier ? await contactMethodsOf(tx, clientId) : [];
  const known = everythingThatGoesThere(all, method.value);
  const heard = earlier ? { ...method, verifiedOn: null, recheckOn: null } : method;
  if (known.length === 0) await addContactMethod(tx, clientId, noSaferThan(heard, all));
  const learntOn = londonDate(received.facts.recordedAt);
  await worsenEach(tx, known, { said: safetySaid, learntOn, caseId: earlier?.referral.caseId ?? null });
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
