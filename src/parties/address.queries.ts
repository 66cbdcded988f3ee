import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { NotFound } from '../kernel/errors.js';
import { addEntry } from '../platform/audit/entry.js';
import { guardedUpdate } from '../platform/database/guarded-update.js';
import { inserted } from '../platform/database/inserted.js';
import { pageOf, type Paged } from '../platform/page/paging.js';
import type { Sealed } from '../platform/sealing/sealed.js';
import { insertSealed, openRows } from '../platform/sealing/sealing.js';
import type {
  AddressKind,
  AddressOwner,
  FormerAnswer,
  OpeningForms,
  OpeningReason,
} from './address.codes.js';
import { Address } from './address.entity.js';
import { addressIdentity, addressOpeningNarrative } from './address.sealed.js';
import { postcodeClues } from './clues.js';
import type { Safety } from './contact.codes.js';
import { perpetratorIdentifier } from './party.sealed.js';
import type { Relation } from './related.codes.js';
import { keepClientClues, keepPerpetratorClues } from './keep-clues.js';

/** The people of a case, and the case they are met in. */
export interface PeopleOfCase {
  readonly id: string;
  readonly clientId: string;
  readonly perpetratorId: string | null;
}

/** An address as every page and answer has it: never where it is. */
export interface AddressRow {
  readonly id: string;
  readonly whose: AddressOwner;
  /** Of somebody around the client, who and what they are to the case; null of the client and of the perpetrator. */
  readonly relatedPersonId: string | null;
  readonly relation: Relation | null;
  readonly kind: AddressKind;
  readonly refuge: Safety;
  readonly recordedAt: Date;
  readonly endedAt: Date | null;
  /** Since when nobody has said whether they are still there; null where they are, or left it. */
  readonly doubtedAt: Date | null;
  readonly version: number;
}

export interface NewAddress {
  readonly whose: AddressOwner;
  readonly relatedPersonId: string | null;
  readonly kind: AddressKind;
  readonly refuge: Safety;
  /** What became of the one of the same kind before it; null where nobody answered, or it is none that is asked about. */
  readonly former: FormerAnswer | null;
  readonly value: string;
}

/** Why somebody opens an address, and what it is shown on. */
export interface WhyOpened {
  readonly why: OpeningReason;
  readonly words: string;
  readonly shownOn: OpeningForms;
}

const columns = `a.id, CASE WHEN a.client_id IS NULL THEN 'perpetrator' WHEN a.related_person_id IS NULL THEN 'client' ELSE 'related' END AS whose,
  a.related_person_id AS "relatedPersonId", (SELECT r.relation FROM related_person r WHERE r.id = a.related_person_id) AS relation, a.kind, a.refuge,
  a.recorded_at AS "recordedAt", a.ended_at AS "endedAt",
  CASE WHEN a.ended_at IS NULL THEN a.doubted_at END AS "doubtedAt", a.version`;
const ofCase =
  'FROM address a WHERE (a.client_id = ANY (records_of($1)) OR a.perpetrator_id = ANY (records_of($2)))';

/** A page of where the people of a case are or were: what nobody is certain of first, then the latest. */
export async function addressesOf(
  tx: EntityManager,
  { clientId, perpetratorId }: PeopleOfCase,
  asked: unknown,
): Promise<Paged<AddressRow>> {
  const people = [clientId, perpetratorId];
  const [{ total }] = await tx.query<[{ total: number }]>(`SELECT count(*) AS total ${ofCase}`, people);
  const place = pageOf(asked, total);
  const rows = await tx.query<AddressRow[]>(
    `SELECT ${columns} ${ofCase} ORDER BY a.ended_at IS NOT NULL, a.doubted_at IS NULL, a.recorded_at DESC, a.id LIMIT $3 OFFSET $4`,
    [...people, place.size, place.offset],
  );
  return { ...place, rows };
}

/** @throws NotFound where it is of nobody in the case */
export async function addressIn(
  tx: EntityManager,
  { clientId, perpetratorId }: PeopleOfCase,
  addressId: string,
): Promise<AddressRow> {
  const [found] = await tx.query<AddressRow[]>(`SELECT ${columns} ${ofCase} AND a.id = $3`, [
    clientId,
    perpetratorId,
    addressId,
  ]);
  if (!found) throw new NotFound();
  return found;
}

/** Records where somebody is. `ownerId` is the client's or the perpetrator's; of somebody around the client, the client's. */
export async function addAddress(
  tx: EntityManager,
  ownerId: string,
  { whose, relatedPersonId, kind, refuge, former, value, recordedAt }: NewAddress & { recordedAt: Date },
): Promise<string> {
  const opens = whose === 'perpetrator' ? 'perpetrator' : 'client';
  const id = await inserted(tx, Address, {
    [`${opens}Id`]: ownerId,
    relatedPersonId,
    kind,
    refuge,
    former,
    recordedAt,
  });
  await insertSealed(tx, { of: { ...addressIdentity, opens }, row: id, keyId: ownerId }, { value });
  const keepClues = opens === 'client' ? keepClientClues : keepPerpetratorClues;
  await keepClues(tx, ownerId, postcodeClues(value));
  return id;
}

/** Nobody is there any longer. The database makes what went there unsafe. @throws Stale */
export async function endAddress(
  tx: EntityManager,
  seen: { id: string; version: number },
  endedAt: Date,
): Promise<void> {
  await guardedUpdate(tx, [Address, seen], { endedAt });
}

/** They are there after all: post goes again wherever it was verified to go. @throws Stale */
export async function confirmAddress(
  tx: EntityManager,
  seen: { id: string; version: number },
): Promise<void> {
  await guardedUpdate(tx, [Address, seen], { doubtedAt: null });
}

/** The addresses of one kind where a client is as far as anybody knows, in whichever record of theirs. */
export async function currentAddresses(
  tx: EntityManager,
  clientId: string,
  kind: AddressKind,
): Promise<readonly string[]> {
  const rows = await tx.query<{ id: string }[]>(
    `SELECT id FROM address WHERE client_id = ANY (records_of($1)) AND kind = $2 AND related_person_id IS NULL AND ended_at IS NULL`,
    [clientId, kind],
  );
  return rows.map(({ id }) => id);
}

/** That somebody opened an address, or where post goes, and why: in the case, and in the log. */
export async function recordOpening(
  tx: EntityManager,
  { id: caseId }: { readonly id: string },
  { of, why, words, shownOn }: WhyOpened & { of: Opened },
): Promise<void> {
  const id = randomUUID();
  const column = of.kind === 'address' ? 'address_id' : 'contact_method_id';
  await tx.query(
    `INSERT INTO address_opening (id, ${column}, case_id, why, shown_on) VALUES ($1, $2, $3, $4, $5)`,
    [id, of.id, caseId, why, shownOn],
  );
  await insertSealed(tx, { of: addressOpeningNarrative, row: id, keyId: caseId }, { words });
  const fields = [`${of.kind}_identity.value`];
  await addEntry(tx, { act: 'case.address_opened', about: of, caseId, reason: why, fields });
}

/** An address, or the way to reach a client that is one. */
interface Opened {
  readonly kind: 'address' | 'contact_method';
  readonly id: string;
}

/**
 * Where it is. The database shows it in the transaction in which somebody says why, and in no other; that they did is on
 * record in the case, and in the log.
 */
export async function openAddress(
  tx: EntityManager,
  kase: PeopleOfCase,
  { address, why, words, shownOn }: WhyOpened & { address: AddressRow },
): Promise<string> {
  await recordOpening(tx, kase, { of: { kind: 'address', id: address.id }, why, words, shownOn });
  const [sealed] = await tx.query<{ value: Sealed; fromIdentifier: boolean; ownerId: string }[]>(
    `SELECT i.value, i.from_identifier AS "fromIdentifier", coalesce(a.client_id, a.perpetrator_id) AS "ownerId"
     FROM address a JOIN address_identity i ON i.address_id = a.id WHERE a.id = $1`,
    [address.id],
  );
  if (!sealed) throw new NotFound();
  const from = sealed.fromIdentifier ? perpetratorIdentifier : addressIdentity;
  const keyId = ({ ownerId }: { ownerId: string }) => ownerId;
  const opening = { row: () => address.id, keyId, fields: { value: 'value' } };
  const [opened] = await openRows(tx, [sealed], { from, ...opening });
  if (!opened) throw new NotFound();
  return opened.value;
}
