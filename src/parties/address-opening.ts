import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { NotFound } from '../kernel/errors.js';
import { addEntry } from '../platform/audit/entry.js';
import type { Sealed } from '../platform/sealing/sealed.js';
import { insertSealed, openRows } from '../platform/sealing/sealing.js';
import type { OpeningForms, OpeningReason } from './address.codes.js';
import type { AddressRow, PeopleOfCase } from './address.queries.js';
import { addressIdentity, addressOpeningNarrative } from './address.sealed.js';
import { perpetratorIdentifier } from './party.sealed.js';

/** Why somebody opens an address, and what it is shown on. */
export interface WhyOpened {
  readonly why: OpeningReason;
  readonly words: string;
  readonly shownOn: OpeningForms;
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
