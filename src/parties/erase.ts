import type { EntityManager } from 'typeorm';
import { addHistory } from '../platform/database/history.js';
import { destroyKeys } from '../platform/sealing/sealing.js';

/**
 * Forgets who a client is and all that was told of them, in their cases too: the keys are destroyed, and what they sealed
 * can be read by nobody again, in no backup of the database either. Coded facts, history and audit stand, and so do counts.
 * A supervisor's to do; retention is to ask a second person first.
 */
export async function eraseClient(tx: EntityManager, clientId: string): Promise<void> {
  const cases = await tx.query<{ id: string }[]>('SELECT id FROM case_file WHERE client_id = $1', [clientId]);
  await destroyKeys(tx, [clientId, ...cases.map(({ id }) => id)]);
  await tx.query('DELETE FROM identity_token WHERE client_id = $1', [clientId]);
  await addHistory(tx, { did: 'client.erased', to: clientId });
}
