import type { EntityManager } from 'typeorm';
import type { Sex } from '../codes/demographics.codes.js';
import type { UnknownReason } from '../codes/unknown-reason.codes.js';
import { NotFound } from '../kernel/errors.js';
import type { PlainDate } from '../kernel/plain-date.js';
import { addEntry } from '../platform/audit/entry.js';
import type { Sealed } from '../platform/sealing/sealed.js';
import { openRows } from '../platform/sealing/sealing.js';
import type { NamedConsent } from './consent.rules.js';
import { identityColumns, openIdentities, type SealedIdentity } from './open-identities.js';
import { contactMethodIdentity } from './party.sealed.js';
import type { ClientFacts } from './party.view.js';
import type { ContactFacts, ContactWords, WhoClient } from './record-client.js';
import type { MethodFacts } from './safe-contact.rules.js';
import { hoursStored } from './safe-hours.rules.js';

export interface ClientRecord extends WhoClient {
  readonly id: string;
  readonly version: number;
  readonly sex: Sex | null;
  readonly sexUnknownReason: UnknownReason | null;
}

export interface ContactRecord extends ContactFacts, MethodFacts {
  /** When it was last found to be less safe, or null where it never was. */
  readonly learntOn: PlainDate | null;
  readonly id: string;
  readonly clientId: string;
  readonly version: number;
}

/** Who a client is, or undefined where row security hides them. */
async function clientOf(tx: EntityManager, clientId: string): Promise<ClientRecord | undefined> {
  const rows = await tx.query<(Omit<ClientRecord, keyof WhoClient> & SealedIdentity)[]>(
    `SELECT c.id, c.version, c.sex, c.sex_unknown_reason AS "sexUnknownReason", ${identityColumns}
     FROM client c JOIN client_identity i ON i.client_id = c.id WHERE c.id = $1`,
    [clientId],
  );
  const [client] = rows;
  const [who] = await openIdentities(tx, rows);
  return client && who && { ...client, ...who };
}

/** The ways to reach a client, of whichever record of theirs, in a stable order. They say where somebody is, so that they were read is entered by itself. */
export async function contactMethodsOf(tx: EntityManager, clientId: string): Promise<ContactRecord[]> {
  await addEntry(tx, {
    act: 'contacts.read',
    about: { kind: 'client', id: clientId },
    fields: ['contact_method_identity.value', 'contact_method_identity.code_word'],
  });
  const rows = await tx.query<SealedMethod[]>(
    `SELECT m.id, m.client_id AS "clientId", m.version, m.channel, m.safe, m.voicemail_safe AS "voicemailSafe",
            m.device_watched AS "deviceWatched", m.withheld_number AS "withheldNumber", m.safe_minutes AS "safeMinutes",
            m.verified_on AS "verifiedOn", m.recheck_on AS "recheckOn", m.ended_at AS "endedAt", m.learnt_on AS "learntOn", ${inDoubt} AS "addressInDoubt", i.value, i.when_safe AS "whenSafe",
            i.say_we_are AS "sayWeAre", i.who_may_answer AS "whoMayAnswer", i.code_word AS "codeWord", i.code_question AS "codeQuestion", i.interpreter
     FROM contact_method m JOIN contact_method_identity i ON i.contact_method_id = m.id WHERE m.client_id = ANY (records_of($1))`,
    [clientId],
  );
  const opened = await openRows(tx, rows, {
    from: contactMethodIdentity,
    row: ({ id }) => id,
    keyId: (method) => method.clientId,
    fields: sealedFields,
  });
  const methods = opened.map(({ safeMinutes, ...method }) => ({
    ...method,
    hours: hoursStored(safeMinutes),
  }));
  return methods.toSorted((one, other) =>
    inOrder([one.channel, one.value, one.id], [other.channel, other.value, other.id]),
  );
}

/** Of post: whether a former address is not settled, as `address_in_doubt` in the database has it. */
const inDoubt = `m.channel = 'post' AND EXISTS (SELECT FROM address a
              WHERE a.client_id = ANY (records_of($1)) AND a.doubted_at IS NOT NULL AND a.ended_at IS NULL)`;

const sealedFields = {
  value: 'value',
  whenSafe: 'when_safe',
  sayWeAre: 'say_we_are',
  whoMayAnswer: 'who_may_answer',
  codeWord: 'code_word',
  codeQuestion: 'code_question',
  interpreter: 'interpreter',
} as const;

type SealedMethod = Omit<ContactRecord, 'hours' | 'value' | keyof ContactWords> & {
  readonly [field in keyof ContactWords]: Sealed | null;
} & { readonly value: Sealed; readonly safeMinutes: string };

function inOrder(one: readonly string[], other: readonly string[]): number {
  const differs = one.findIndex((value, index) => value !== other[index]);
  return differs < 0 ? 0 : (one[differs] ?? '') < (other[differs] ?? '') ? -1 : 1;
}

/** Every answer a client has given, in whichever record of theirs, earliest first. */
export function consentsOf(tx: EntityManager, clientId: string): Promise<NamedConsent[]> {
  return tx.query<NamedConsent[]>(
    `SELECT k.id, k.purpose, k.value, k.how, k.given_on AS "givenOn", k.until_on AS "untilOn", k.recorded_at AS "recordedAt",
            g.id AS "agencyId", g.name AS "agencyName"
     FROM consent k LEFT JOIN agency g ON g.id = k.agency_id WHERE k.client_id = ANY (records_of($1)) ORDER BY k.given_on, k.recorded_at, k.id`,
    [clientId],
  );
}

/** Who a client is, how to reach them and what they consented to. @throws NotFound where row security hides them. */
export async function clientFactsOf(tx: EntityManager, clientId: string): Promise<ClientFacts> {
  const client = await clientOf(tx, clientId);
  if (!client) throw new NotFound();
  const [methods, consents] = [await contactMethodsOf(tx, clientId), await consentsOf(tx, clientId)];
  return { client, methods, consents };
}
