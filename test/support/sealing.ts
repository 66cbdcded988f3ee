import type pg from 'pg';
import { Clock } from '../../src/platform/clock.js';
import type { Queries } from '../../src/platform/sealing/data-keys.js';
import { FileCustodian } from '../../src/platform/sealing/file-custodian.js';
import { RootBox } from '../../src/platform/sealing/strongbox.js';
import { Seals } from '../../src/platform/sealing/sealing.js';
import { testSecrets } from './becoming.js';

export const testKeyFile = process.env['TEST_KEY_FILE'] ?? '';

/** Service keys in a real file, shared by every test of a run as web and worker share one: see setup.mjs. */
export const testCustodian = new FileCustodian(
  testKeyFile,
  new RootBox(testSecrets.keyFor('service-keys')),
  new Clock(),
);
await testCustodian.ready();

export const testSeals = new Seals(testCustodian, testSecrets);

/** The owner's own connection as a transaction that seals and opens for an organisation, as the program does. */
export function sealing(owner: pg.Client, organisationId: string): Queries {
  const tx: Queries = {
    query: async <T>(statement: string, values?: unknown): Promise<T> =>
      (await owner.query(statement, values as unknown[])).rows as T, // rows are as the caller says
  };
  testSeals.attach(tx, organisationId);
  return tx;
}

/** As `sealing`, for the organisation whose case it is. */
export async function sealingIn(owner: pg.Client, caseId: string): Promise<Queries> {
  const { rows } = await owner.query<{ id: string }>(
    'SELECT organisation_id AS id FROM case_file WHERE id = $1',
    [caseId],
  );
  return sealing(owner, rows[0]?.id ?? '');
}
