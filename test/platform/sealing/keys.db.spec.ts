import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { QueryRunner } from 'typeorm';
import { refuseWhatIsFilled } from '../../../migrations/refuse-what-is-filled.js';
import { clientFactsOf } from '../../../src/parties/party.queries.js';
import { Clock } from '../../../src/platform/clock.js';
import { openCustodian } from '../../../src/platform/database/open-custodian.js';
import { StartRefused } from '../../../src/platform/database/embedded.js';
import { dataSource } from '../../../src/platform/database/data-source.js';
import { entities } from '../../../src/entities.js';
import { UnitOfWork } from '../../../src/platform/database/unit-of-work.js';
import { FileCustodian } from '../../../src/platform/sealing/file-custodian.js';
import { SealBroken } from '../../../src/platform/sealing/sealed.js';
import { RootBox } from '../../../src/platform/sealing/strongbox.js';
import { Seals } from '../../../src/platform/sealing/sealing.js';
import { wrapAllAnew } from '../../../src/platform/sealing/wrap-anew.js';
import { testSecrets } from '../../support/becoming.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { givenACase, type CaseIds } from '../../support/given-cases.js';
import { givenAService, type GivenService } from '../../support/given-service.js';
import { testCustodian, testSeals } from '../../support/sealing.js';
import type { TestApp } from '../../support/app.js';

let database: TestDatabase;
let source: Awaited<ReturnType<ReturnType<typeof dataSource>['initialize']>>;
let service: GivenService;
let kase: CaseIds;
let db: UnitOfWork;

beforeEach(async () => {
  database = await testDatabase();
  source = await dataSource(database.appUrl, entities, 2).initialize();
  db = new UnitOfWork(source, testSecrets, testSeals);
  service = await givenAService({ database } as TestApp); // all it looks at
  kase = await givenACase(database.owner, { ...service, name: 'Invented Umbra' });
});
afterEach(async () => {
  await source.destroy();
  await database.drop();
});

const nameSeenBy = (who: GivenService['advocate'], by = db) =>
  by.run(who, async (tx) => (await clientFactsOf(tx, kase.clientId)).client.fullName);

describe('a sealed value', () => {
  it('is opened for whoever may see its record, and the key is nobody else’s to fetch', async () => {
    expect(await nameSeenBy(service.advocate)).toBe('Invented Umbra');
    const keys = (who: GivenService['advocate']) =>
      db.run(who, (tx) => tx.query<unknown[]>('SELECT FROM data_key'));
    expect(await keys(service.advocate)).toHaveLength(2);
    expect(await keys(service.outsider)).toEqual([]);
  });

  it('moved to another row is refused', async () => {
    const other = await givenACase(database.owner, { ...service, name: 'Invented Penumbra' });
    await database.owner.query(
      'UPDATE client_identity SET full_name = (SELECT full_name FROM client_identity WHERE client_id = $2) WHERE client_id = $1',
      [kase.clientId, other.clientId],
    );
    await expect(nameSeenBy(service.advocate)).rejects.toThrow(SealBroken);
  });

  it('whose key was put in place of another’s is refused', async () => {
    await database.owner.query('UPDATE data_key SET wrapped = $2 WHERE id = $1', [
      kase.clientId,
      Buffer.alloc(65, 1),
    ]);
    await expect(nameSeenBy(service.advocate)).rejects.toThrow(SealBroken);
  });
});

describe('wrapping every key anew', () => {
  it('leaves what was sealed as it was, and goes on where it was cut short', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'larkspur-keys-'));
    const custodian = new FileCustodian(
      join(folder, 'keys.json'),
      new RootBox(testSecrets.keyFor('service-keys')),
      new Clock(),
    );
    await custodian.begin();
    await custodian.ready();
    const { rows } = await database.owner.query<{ id: string; wrapped: Buffer }>(
      'SELECT id, wrapped FROM data_key',
    );
    const keys = testCustodian.unwrap(rows);
    const own = custodian.wrap(rows.map(({ id }, index) => ({ id, key: keys[index] ?? Buffer.alloc(0) })));
    for (const { id, wrapped, version } of own)
      await database.owner.query('UPDATE data_key SET wrapped = $2, key_version = $3 WHERE id = $1', [
        id,
        wrapped,
        version,
      ]);

    await custodian.rotate(); // as a run that was cut short at once leaves it
    expect(await wrapAllAnew(db, custodian, () => undefined)).toEqual({ version: 2, keys: rows.length });
    expect(await wrapAllAnew(db, custodian, () => undefined)).toEqual({ version: 3, keys: rows.length });
    const after = new UnitOfWork(source, testSecrets, new Seals(custodian, testSecrets));
    expect(await nameSeenBy(service.advocate, after)).toBe('Invented Umbra');
    rmSync(folder, { recursive: true });
  });
});

describe('a start', () => {
  it('is refused in one line where the database holds keys and the key file is gone', async () => {
    const file = join(tmpdir(), 'larkspur-no-such-folder', 'keys.json');
    const refused = await openCustodian(
      { file, service: null },
      { dataSource: source, secrets: testSecrets },
    ).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(StartRefused);
    expect((refused as Error).message).toMatch(/^The key file .* is missing[^\n]*$/);
  });

  it('is refused in one line where the database was filled before anything was sealed', async () => {
    const owner = { query: (sql: string) => database.owner.query(sql) } as unknown as QueryRunner; // all it is asked
    const filled = refuseWhatIsFilled(owner, ['foi_search', 'client_identity']);
    await expect(filled).rejects.toMatchObject({
      code: 'LS001',
      message: expect.stringMatching(/^This database was filled by an earlier Larkspur[^\n]*$/),
    });
    await refuseWhatIsFilled(owner, ['foi_search']);
  });
});
