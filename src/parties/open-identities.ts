import { plainDate, type PlainDate } from '../kernel/plain-date.js';
import type { Queries } from '../platform/sealing/data-keys.js';
import type { Sealed } from '../platform/sealing/sealed.js';
import { erased, openRows } from '../platform/sealing/sealing.js';
import { clientIdentity } from './party.sealed.js';
import type { WhoClient } from './record-client.js';

/** Who a client is, as it is stored. */
export interface SealedIdentity {
  readonly clientId: string;
  readonly fullName: Sealed;
  readonly knownAs: Sealed | null;
  readonly bornOn: Sealed | null;
}

/** What a query selects of `client_identity i` to be given to `openIdentities`. */
export const identityColumns = `i.client_id AS "clientId", i.full_name AS "fullName", i.known_as AS "knownAs", i.born_on AS "bornOn"`;

/** Who clients are, in the order given. */
export async function openIdentities(
  tx: Queries,
  rows: readonly SealedIdentity[],
): Promise<(WhoClient & { readonly clientId: string })[]> {
  const opened = await openRows(tx, rows, {
    from: clientIdentity,
    row: ({ clientId }) => clientId,
    keyId: ({ clientId }) => clientId,
    fields: { fullName: 'full_name', knownAs: 'known_as', bornOn: 'born_on' },
  });
  return opened.map(({ clientId, fullName, knownAs, bornOn }) => ({
    clientId,
    fullName,
    knownAs,
    bornOn: dayOf(bornOn),
  }));
}

/** A date of birth as it was sealed; none once it is erased. */
function dayOf(opened: string | null): PlainDate | null {
  return opened === null || opened === erased ? null : plainDate(opened);
}
