import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Sex } from '../codes/demographics.codes.js';
import type { UnknownReason } from '../codes/unknown-reason.codes.js';
import type { PlainDate } from '../kernel/plain-date.js';
import { addHistory } from '../platform/database/history.js';
import { guardedUpdate } from '../platform/database/guarded-update.js';
import { inserted } from '../platform/database/inserted.js';
import { insertSealed, updateSealed } from '../platform/sealing/sealing.js';
import { Client } from './client.entity.js';
import { Consent } from './consent.entity.js';
import type { ConsentAnswer } from './consent.rules.js';
import type { Channel } from './contact.codes.js';
import { contactClues, nameClues } from './clues.js';
import { ContactMethod } from './contact-method.entity.js';
import { dropNameClues, keepClientClues, keepPerpetratorClues } from './keep-clues.js';
import { clientIdentity, contactMethodIdentity, perpetratorIdentity } from './party.sealed.js';
import { Perpetrator } from './perpetrator.entity.js';
import type { SafetyFacts } from './safe-contact.rules.js';
import { storedHours } from './safe-hours.rules.js';

/** Who a client is. */
export interface WhoClient {
  readonly fullName: string;
  readonly knownAs: string | null;
  readonly bornOn: PlainDate | null;
}

export interface NewClient extends WhoClient {
  readonly teamId: string;
  readonly sex: Sex | null;
  readonly sexUnknownReason: UnknownReason | null;
}

/** How to go about reaching a client by one method, in words. */
export interface ContactWords {
  readonly whenSafe: string | null;
  readonly sayWeAre: string | null;
  readonly whoMayAnswer: string | null;
  readonly codeWord: string | null;
  readonly codeQuestion: string | null;
  readonly interpreter: string | null;
}

/** A way to reach a client: the number or address, what makes it safe, and how to go about it. */
export interface ContactFacts extends SafetyFacts, ContactWords {
  readonly channel: Channel;
  readonly value: string;
}

/** The steps by which people get on record. Referrals and cases take them inside their own acts' transactions. */
export async function addClient(tx: EntityManager, client: NewClient, now: Date): Promise<string> {
  const { teamId, sex, sexUnknownReason, fullName, knownAs, bornOn } = client;
  const id = await inserted(tx, Client, { teamId, sex, sexUnknownReason, recordedAt: now });
  await insertSealed(tx, whoIs(id), { full_name: fullName, known_as: knownAs, born_on: bornOn });
  await keepClientClues(tx, id, nameClues({ fullName, knownAs, bornOn }));
  await addHistory(tx, { did: 'client.recorded', to: id });
  return id;
}

/** Changes who a client is, if the client is still at the version seen. @throws Stale otherwise. */
export async function correctClient(
  tx: EntityManager,
  seen: { id: string; version: number },
  { fullName, knownAs, bornOn }: WhoClient,
): Promise<void> {
  // The identity has no version of its own: the client's own row is touched, which moves its version on.
  await guardedUpdate(tx, [Client, seen], { id: seen.id });
  await updateSealed(tx, whoIs(seen.id), { full_name: fullName, known_as: knownAs, born_on: bornOn });
  await dropNameClues(tx, seen.id);
  await keepClientClues(tx, seen.id, nameClues({ fullName, knownAs, bornOn }));
}

function whoIs(clientId: string) {
  return { of: clientIdentity, row: clientId, keyId: clientId };
}

export async function addPerpetrator(
  tx: EntityManager,
  { teamId, fullName }: { teamId: string; fullName: string },
  now: Date,
): Promise<string> {
  const id = await inserted(tx, Perpetrator, { teamId, recordedAt: now });
  await insertSealed(tx, { of: perpetratorIdentity, row: id, keyId: id }, { full_name: fullName });
  await keepPerpetratorClues(tx, id, nameClues({ fullName, knownAs: null, bornOn: null }));
  return id;
}

export async function addContactMethod(
  tx: EntityManager,
  clientId: string,
  facts: ContactFacts,
): Promise<string> {
  const { channel, value } = facts;
  const id = await inserted(tx, ContactMethod, { clientId, channel, ...safetyOf(facts) });
  const place = { of: contactMethodIdentity, row: id, keyId: clientId };
  await insertSealed(tx, place, { value, ...wordsOf(facts) });
  await keepClientClues(tx, clientId, contactClues(value));
  return id;
}

/** Says anew how safe a method is, and where that is less, since which day it is known. @throws Stale where someone did meanwhile. */
export async function verifyContactMethod(
  tx: EntityManager,
  { id, version, learntOn }: { id: string; version: number; learntOn?: PlainDate },
  facts: SafetyFacts,
): Promise<void> {
  const learnt = learntOn === undefined ? {} : { learntOn };
  await guardedUpdate(tx, [ContactMethod, { id, version }], { ...safetyOf(facts), ...learnt });
}

/** Says anew how to go about it. */
export async function rewordContactMethod(
  tx: EntityManager,
  { id, clientId }: { id: string; clientId: string },
  words: ContactWords,
): Promise<void> {
  await updateSealed(tx, { of: contactMethodIdentity, row: id, keyId: clientId }, wordsOf(words));
}

/** A number or address that is the client's no longer: it is kept, and never used again. @throws Stale */
export async function endContactMethod(
  tx: EntityManager,
  seen: { id: string; version: number },
  endedAt: Date,
): Promise<void> {
  await guardedUpdate(tx, [ContactMethod, seen], { endedAt });
}

export async function addConsent(
  tx: EntityManager,
  clientId: string,
  answer: ConsentAnswer & { recordedAt: Date },
): Promise<string> {
  const { purpose, value, how, givenOn, untilOn, recordedAt } = answer;
  return inserted(tx, Consent, { clientId, purpose, value, how, givenOn, untilOn, recordedAt });
}

/** An answer about one agency. Nobody but a caseworker gives one: a service key that sends a referral knows of no agency. */
export async function addAgencyConsent(
  tx: EntityManager,
  clientId: string,
  answer: ConsentAnswer & { recordedAt: Date; agencyId: string },
): Promise<string> {
  const { purpose, value, how, givenOn, untilOn, recordedAt, agencyId } = answer;
  const id = randomUUID();
  await tx.query(
    `INSERT INTO consent (id, client_id, purpose, value, how, given_on, until_on, recorded_at, agency_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [id, clientId, purpose, value, how, givenOn, untilOn, recordedAt, agencyId],
  );
  return id;
}

function safetyOf(facts: SafetyFacts) {
  const { safe, voicemailSafe, deviceWatched, withheldNumber, hours, verifiedOn, recheckOn } = facts;
  const safeMinutes = storedHours(hours);
  return { safe, voicemailSafe, deviceWatched, withheldNumber, safeMinutes, verifiedOn, recheckOn };
}

function wordsOf({ whenSafe, sayWeAre, whoMayAnswer, codeWord, codeQuestion, interpreter }: ContactWords) {
  return {
    when_safe: whenSafe,
    say_we_are: sayWeAre,
    who_may_answer: whoMayAnswer,
    code_word: codeWord,
    code_question: codeQuestion,
    interpreter,
  };
}
