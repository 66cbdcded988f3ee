import type { EntityManager } from 'typeorm';

/** A WebAuthn credential as it is checked. */
export interface Credential {
  readonly id: string;
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly transports: readonly string[];
}

const columns = 'credential_id AS id, public_key AS "publicKey", counter, transports';

export function credentialsOf(tx: EntityManager, staffId: string): Promise<Credential[]> {
  return tx.query<Credential[]>(`SELECT ${columns} FROM passkey WHERE staff_id = $1 ORDER BY added_at, id`, [
    staffId,
  ]);
}

/** The account's own credential of this id: another's opens nothing here. */
export async function credentialOf(
  tx: EntityManager,
  staffId: string,
  id: string,
): Promise<Credential | undefined> {
  const [found] = await tx.query<Credential[]>(
    `SELECT ${columns} FROM passkey WHERE staff_id = $1 AND credential_id = $2`,
    [staffId, id],
  );
  return found;
}

export async function noteUse(tx: EntityManager, id: string, counter: number): Promise<void> {
  await tx.query('UPDATE passkey SET counter = $2, last_used_at = now() WHERE credential_id = $1', [
    id,
    counter,
  ]);
}

export async function keepPasskey(
  tx: EntityManager,
  staffId: string,
  { name, id, publicKey, counter, transports }: Credential & { readonly name: string },
): Promise<void> {
  await tx.query(
    'INSERT INTO passkey (staff_id, name, credential_id, public_key, counter, transports) VALUES ($1, $2, $3, $4, $5, $6)',
    [staffId, name, id, publicKey, counter, transports],
  );
}
