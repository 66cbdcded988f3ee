import type { EntityManager } from 'typeorm';
import type { PlainDate } from '../kernel/plain-date.js';
import type { AddressKind } from '../parties/address.codes.js';
import { whoseAddress, type PeopleOfCase, type WhoseAddress } from '../parties/address.queries.js';
import type { Safety } from '../parties/contact.codes.js';
import type { AddressBasis } from './copy.codes.js';
import type { ShareBasis } from './share.rules.js';

/** An address that could go with a copy and does not: what it is, and never where. */
export interface AddressToShare extends WhoseAddress {
  readonly id: string;
  readonly kind: AddressKind;
  readonly refuge: Safety;
  readonly recordedAt: Date;
}

/** Where the people of a case are now, but for what goes with this already. */
export function addressesToShare(
  tx: EntityManager,
  { clientId, perpetratorId }: PeopleOfCase,
  shareId: string,
): Promise<AddressToShare[]> {
  return tx.query<AddressToShare[]>(
    `SELECT a.id, ${whoseAddress}, a.kind, a.refuge, a.recorded_at AS "recordedAt"
     FROM address a WHERE (a.client_id = $1 OR a.perpetrator_id = $2) AND a.ended_at IS NULL
       AND NOT EXISTS (SELECT FROM share_address x WHERE x.address_id = a.id AND x.share_id = $3)
     ORDER BY a.recorded_at DESC, a.id LIMIT 50`,
    [clientId, perpetratorId, shareId],
  );
}

/** By the opening of this very transaction, which says why. The database judges the basis, whoever asks. */
export async function insertSharedAddress(
  tx: EntityManager,
  {
    shareId,
    addressId,
    by,
    basis,
    includedOn,
  }: { shareId: string; addressId: string; by: AddressBasis; basis: ShareBasis; includedOn: PlainDate },
): Promise<void> {
  const [consentId, overrideId] = 'consentId' in basis ? [basis.consentId, null] : [null, basis.overrideId];
  await tx.query(
    `INSERT INTO share_address (share_id, address_id, address_opening_id, basis, consent_id, share_override_id, included_on)
     SELECT $1, $2, o.id, $3, $4, $5, $6 FROM address_opening o
     WHERE o.address_id = $2 AND o.opened_by = my_user() AND o.opened_at = now() AND o.why = 'share'`,
    [shareId, addressId, by, consentId, overrideId, includedOn],
  );
}
