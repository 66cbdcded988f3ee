import type { EntityManager } from 'typeorm';
import type { Sex } from '../codes/demographics.codes.js';
import type { UnknownReason } from '../codes/unknown-reason.codes.js';
import { NotFound } from '../kernel/errors.js';
import { addEntry } from '../platform/audit/entry.js';
import { Consent } from './consent.entity.js';
import type { ConsentRecord } from './consent.rules.js';
import { normalisedContact, normalisedName, type Likeness } from './matching.rules.js';
import type { ClientFacts } from './party.view.js';
import type { ContactFacts, WhoClient } from './record-client.js';

export interface ClientRecord extends WhoClient {
  readonly id: string;
  readonly version: number;
  readonly sex: Sex | null;
  readonly sexUnknownReason: UnknownReason | null;
}

export interface ContactRecord extends ContactFacts {
  readonly id: string;
  readonly clientId: string;
  readonly version: number;
}

/** Who a client is, or undefined where row security hides them. */
async function clientOf(tx: EntityManager, clientId: string): Promise<ClientRecord | undefined> {
  const [client] = await tx.query<ClientRecord[]>(
    `SELECT c.id, c.version, c.sex, c.sex_unknown_reason AS "sexUnknownReason", i.full_name AS "fullName",
            i.known_as AS "knownAs", i.born_on AS "bornOn"
     FROM client c JOIN client_identity i ON i.client_id = c.id WHERE c.id = $1`,
    [clientId],
  );
  return client;
}

/** The ways to reach a client, in a stable order. They say where somebody is, so that they were read is entered by itself. */
export async function contactMethodsOf(tx: EntityManager, clientId: string): Promise<ContactRecord[]> {
  await addEntry(tx, {
    act: 'contacts.read',
    about: { kind: 'client', id: clientId },
    fields: ['contact_method_identity.value', 'contact_method_identity.code_word'],
  });
  return tx.query<ContactRecord[]>(
    `SELECT m.id, m.client_id AS "clientId", m.version, m.channel, m.safe, m.voicemail_safe AS "voicemailSafe",
            m.device_watched AS "deviceWatched", m.verified_on AS "verifiedOn", m.recheck_on AS "recheckOn",
            i.value, i.when_safe AS "whenSafe", i.say_we_are AS "sayWeAre", i.code_word AS "codeWord"
     FROM contact_method m JOIN contact_method_identity i ON i.contact_method_id = m.id
     WHERE m.client_id = $1 ORDER BY m.channel, i.value, m.id`,
    [clientId],
  );
}

/** Every answer a client has given, earliest first. */
export function consentsOf(tx: EntityManager, clientId: string): Promise<ConsentRecord[]> {
  return tx.find(Consent, { where: { clientId }, order: { givenOn: 'ASC', recordedAt: 'ASC', id: 'ASC' } });
}

/** Who a client is, how to reach them and what they consented to. @throws NotFound where row security hides them. */
export async function clientFactsOf(tx: EntityManager, clientId: string): Promise<ClientFacts> {
  const client = await clientOf(tx, clientId);
  if (!client) throw new NotFound();
  const [methods, consents] = [await contactMethodsOf(tx, clientId), await consentsOf(tx, clientId)];
  return { client, methods, consents };
}

export interface ClientLike extends Likeness {
  readonly clientId: string;
}

/**
 * The clients worth comparing with someone, among those this person may see: the same date of birth, the same number or
 * address, or a name with the same first and last initial. Which of them match is for `matchesOf` to say.
 */
export function clientsToCompare(tx: EntityManager, person: Likeness): Promise<ClientLike[]> {
  const initials = [person.fullName, person.knownAs ?? ''].map(initialsOf).filter((pair) => pair !== '');
  const contacts = person.reachedBy.map(normalisedContact).filter((value) => value !== null);
  // Three plain equalities, each with an index: anything cleverer would be asked of every client there is.
  return tx.query<ClientLike[]>(
    `WITH alike AS (
       SELECT client_id FROM client_identity WHERE born_on = $1 OR initials = ANY ($2) OR known_as_initials = ANY ($2)
       UNION
       SELECT m.client_id FROM contact_method_identity v JOIN contact_method m ON m.id = v.contact_method_id
       WHERE v.compared = ANY ($3))
     SELECT i.client_id AS "clientId", i.full_name AS "fullName", i.known_as AS "knownAs", i.born_on AS "bornOn",
            ARRAY(SELECT v.value FROM contact_method m JOIN contact_method_identity v ON v.contact_method_id = m.id
                  WHERE m.client_id = i.client_id) AS "reachedBy"
     FROM alike JOIN client_identity i ON i.client_id = alike.client_id`,
    [person.bornOn, initials, contacts],
  );
}

function initialsOf(name: string): string {
  const words = normalisedName(name).split(' ');
  return `${words[0]?.slice(0, 1) ?? ''}${words.at(-1)?.slice(0, 1) ?? ''}`;
}
