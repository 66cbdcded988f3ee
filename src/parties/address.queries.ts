import type { EntityManager } from 'typeorm';
import { NotFound } from '../kernel/errors.js';
import { guardedUpdate } from '../platform/database/guarded-update.js';
import { inserted } from '../platform/database/inserted.js';
import { pageOf, type Paged } from '../platform/page/paging.js';
import { insertSealed } from '../platform/sealing/sealing.js';
import type { AddressKind, AddressOwner, FormerAnswer } from './address.codes.js';
import { Address } from './address.entity.js';
import { addressIdentity } from './address.sealed.js';
import { postcodeClues } from './clues.js';
import type { Safety } from './contact.codes.js';
import type { Relation } from './related.codes.js';
import { keepClientClues, keepPerpetratorClues } from './keep-clues.js';

/** The people of a case, and the case they are met in. */
export interface PeopleOfCase {
  readonly id: string;
  readonly clientId: string;
  readonly perpetratorId: string | null;
}

/** Whose an address is. */
export interface WhoseAddress {
  readonly whose: AddressOwner;
  /** Of somebody around the client, what they are to the case; null of the client and of the perpetrator. */
  readonly relation: Relation | null;
}

/** An address as every page and answer has it: never where it is. */
export interface AddressRow extends WhoseAddress {
  readonly id: string;
  /** Of somebody around the client, who they are. */
  readonly relatedPersonId: string | null;
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

/** The columns of `WhoseAddress`, of an address `a`. */
export const whoseAddress = `CASE WHEN a.client_id IS NULL THEN 'perpetrator' WHEN a.related_person_id IS NULL THEN 'client' ELSE 'related' END AS whose,
  (SELECT r.relation FROM related_person r WHERE r.id = a.related_person_id) AS relation`;
const columns = `a.id, ${whoseAddress}, a.related_person_id AS "relatedPersonId", a.kind, a.refuge,
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
