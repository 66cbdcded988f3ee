import type { EntityManager } from 'typeorm';
import type { Sealed } from '../platform/sealing/sealed.js';
import { openRows } from '../platform/sealing/sealing.js';
import type { IdentifierOwner } from './identifier.codes.js';
import type { IdentifierFacts } from './identifier.rules.js';
import { clientIdentifier } from './party.sealed.js';

/** Something somebody is known by, as it is on record. */
export interface IdentifierRecord extends IdentifierFacts {
  readonly id: string;
  readonly whose: IdentifierOwner;
  /** The client or perpetrator it is of. */
  readonly personId: string;
  readonly recordedAt: Date;
  readonly recordedBy: string;
  readonly version: number;
}

/** What these clients and perpetrators are known by, oldest first, without what was retracted; of whom row security shows. */
export async function identifiersOf(
  tx: EntityManager,
  people: readonly (string | null)[],
): Promise<IdentifierRecord[]> {
  const rows = await tx.query<(Omit<IdentifierRecord, 'value'> & { readonly value: Sealed })[]>(
    `SELECT i.id, coalesce(i.client_id, i.perpetrator_id) AS "personId", i.kind, i.platform, i.recorded_at AS "recordedAt", i.version, v.value,
            CASE WHEN i.client_id IS NULL THEN 'perpetrator' ELSE 'client' END AS whose, s.display_name AS "recordedBy"
     FROM identifier i JOIN identifier_identity v ON v.identifier_id = i.id JOIN staff s ON s.id = i.recorded_by
     WHERE (i.client_id = ANY ($1) OR i.perpetrator_id = ANY ($1)) AND i.retracted_at IS NULL ORDER BY i.recorded_at, i.id`,
    [people.filter((id) => id !== null)],
  );
  // The two tables of words are one, and differ in whose key they name alone.
  return openRows(tx, rows, {
    from: clientIdentifier,
    row: ({ id }) => id,
    keyId: ({ personId }) => personId,
    fields: { value: 'value' },
  });
}
