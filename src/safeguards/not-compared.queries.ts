import type { EntityManager } from 'typeorm';
import { clientIdentity, contactMethodIdentity, perpetratorIdentity } from '../parties/party.sealed.js';
import type { Entered } from '../people/conflict-tokens.js';
import type { Sealed } from '../platform/sealing/sealed.js';
import { openRows } from '../platform/sealing/sealing.js';

/** Some of those whom nobody compared with anybody yet, after one, by id: of clients and perpetrators row security shows the comparer no others. */
export type NotCompared = (tx: EntityManager, after: string) => Promise<Entered[]>;

/** So many at once: short enough that nobody waits for it. */
const batch = 200;
const next = `p.id > $1 ORDER BY p.id LIMIT ${String(batch)}`;
/** Whoever was erased is nobody to compare. */
const known = 'JOIN data_key k ON k.id = p.id AND k.wrapped IS NOT NULL';

export const staffNotCompared: NotCompared = async (tx, after) => {
  const rows = await tx.query<{ id: string; name: string; email: string }[]>(
    `SELECT p.id, p.display_name AS name, p.email FROM staff p WHERE p.role IN ('advocate', 'supervisor') AND NOT is_compared(p.id) AND ${next}`,
    [after],
  );
  return rows.map(({ id, name, email }) => ({ party: 'staff', id, names: [name], reachedBy: [email] }));
};

export const clientsNotCompared: NotCompared = async (tx, after) => {
  const rows = await tx.query<{ id: string; fullName: Sealed; knownAs: Sealed | null }[]>(
    `SELECT p.id, i.full_name AS "fullName", i.known_as AS "knownAs" FROM client p ${known} JOIN client_identity i ON i.client_id = p.id WHERE ${next}`,
    [after],
  );
  const fields = { fullName: 'full_name', knownAs: 'known_as' } as const;
  const clients = await openRows(tx, rows, { from: clientIdentity, ...byOwnKey, fields });
  const methods = await methodsOf(
    tx,
    clients.map(({ id }) => id),
  );
  return clients.map(({ id, fullName, knownAs }) => ({
    party: 'client',
    id,
    names: [fullName, ...(knownAs === null ? [] : [knownAs])],
    reachedBy: methods.filter(({ clientId }) => clientId === id).map(({ value }) => value),
  }));
};

export const perpetratorsNotCompared: NotCompared = async (tx, after) => {
  const rows = await tx.query<{ id: string; fullName: Sealed; knownAs: Sealed | null }[]>(
    `SELECT p.id, i.full_name AS "fullName", i.also_known_as AS "knownAs" FROM perpetrator p ${known}
       JOIN perpetrator_identity i ON i.perpetrator_id = p.id WHERE ${next}`,
    [after],
  );
  const fields = { fullName: 'full_name', knownAs: 'also_known_as' } as const;
  const opened = await openRows(tx, rows, { from: perpetratorIdentity, ...byOwnKey, fields });
  return opened.map(({ id, fullName, knownAs }) => ({
    party: 'perpetrator',
    id,
    names: [fullName, ...(knownAs === null ? [] : [knownAs])],
    reachedBy: [],
  }));
};

const byOwnKey = {
  row: ({ id }: { id: string }) => id,
  keyId: ({ id }: { id: string }) => id,
};

async function methodsOf(
  tx: EntityManager,
  clientIds: readonly string[],
): Promise<{ clientId: string; value: string }[]> {
  const rows = await tx.query<{ id: string; clientId: string; value: Sealed }[]>(
    `SELECT m.id, m.client_id AS "clientId", i.value FROM contact_method m JOIN contact_method_identity i ON i.contact_method_id = m.id
     WHERE m.client_id = ANY ($1)`,
    [clientIds],
  );
  return openRows(tx, rows, {
    from: contactMethodIdentity,
    row: ({ id }) => id,
    keyId: ({ clientId }) => clientId,
    fields: { value: 'value' },
  });
}
