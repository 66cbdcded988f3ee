import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { entities } from '../../../src/entities.js';
import { addClient } from '../../../src/parties/record-client.js';
import { clientFactsOf } from '../../../src/parties/party.queries.js';
import { Clock } from '../../../src/platform/clock.js';
import { dataSource } from '../../../src/platform/database/data-source.js';
import { UnitOfWork } from '../../../src/platform/database/unit-of-work.js';
import { FileCustodian } from '../../../src/platform/sealing/file-custodian.js';
import { Seals } from '../../../src/platform/sealing/sealing.js';
import { TransitBox } from '../../../src/platform/sealing/transit-box.js';
import { wrapAllAnew } from '../../../src/platform/sealing/wrap-anew.js';
import { testSecrets } from '../../support/becoming.js';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { givenAService, type GivenService } from '../../support/given-service.js';
import type { TestApp } from '../../support/app.js';
import { Transit } from './transit.js';

/** A program whose service keys a key service seals, with one connection to the database and no more. */
let transit: Transit;
let folder: string;
let database: TestDatabase;
let source: Awaited<ReturnType<ReturnType<typeof dataSource>['initialize']>>;
let service: GivenService;

beforeEach(async () => {
  transit = await Transit.started();
  folder = mkdtempSync(join(tmpdir(), 'larkspur-keys-'));
  database = await testDatabase();
  source = await dataSource(database.appUrl, entities, 1).initialize();
  service = await givenAService({ database } as TestApp); // all it looks at
  await custodian().begin();
  // Whoever asks with the one connection in hand would wait for this for ever: it is done with that connection.
  transit.beforeAnswering = () => source.query('SELECT 1');
  transit.asked = 0;
});
afterEach(async () => {
  transit.remove();
  await source.destroy();
  await database.drop();
  rmSync(folder, { recursive: true });
});

/** As a process of its own has it, which knows no key yet. */
function custodian(): FileCustodian {
  return new FileCustodian(join(folder, 'keys.json'), new TransitBox(transit.address), new Clock());
}
const program = (by = custodian()) => new UnitOfWork(source, testSecrets, new Seals(by, testSecrets));

const record = (db: UnitOfWork, fullName: string): Promise<string> => {
  const who = { fullName, knownAs: null, bornOn: null };
  const client = { teamId: service.team, sex: 'female' as const, sexUnknownReason: null, ...who };
  return db.run(service.advocate, (tx) => addClient(tx, client, new Date('2026-03-03T10:00:00Z')));
};
const nameOf = (db: UnitOfWork, id: string) =>
  db.run(service.advocate, async (tx) => (await clientFactsOf(tx, id)).client.fullName);

it('a key service is asked once by each process, and never while a connection is held', async () => {
  const [web, worker] = [program(), program()];
  const ids = [await record(web, 'Invented Umbra'), await record(worker, 'Invented Penumbra')];
  for (const db of [web, worker])
    expect([await nameOf(db, ids[0] ?? ''), await nameOf(db, ids[1] ?? '')]).toEqual([
      'Invented Umbra',
      'Invented Penumbra',
    ]);
  expect(transit.asked).toBe(2);
});

it('many who come at once have it asked once', async () => {
  const db = program();
  await Promise.all(Array.from({ length: 8 }, (_, index) => record(db, `Invented Eighth ${String(index)}`)));
  expect(transit.asked).toBe(1);
});

it('what was begun before a rotation is done again once the new key is known', async () => {
  const [early, rotating] = [program(), custodian()];
  const id = await record(early, 'Invented Umbra');
  let tries = 0;
  const name = await early.run(service.advocate, async (tx) => {
    tries += 1;
    // On another connection, as the command does it beside the program.
    if (tries === 1) await rotatedBeside(rotating);
    return (await clientFactsOf(tx, id)).client.fullName;
  });
  expect([name, tries]).toEqual(['Invented Umbra', 2]);
});

async function rotatedBeside(rotating: FileCustodian): Promise<void> {
  transit.beforeAnswering = () => Promise.resolve(); // asked by the command, whose connections are its own
  const beside = await dataSource(database.appUrl, entities, 1).initialize();
  const db = new UnitOfWork(beside, testSecrets, new Seals(rotating, testSecrets));
  expect(await wrapAllAnew(db, rotating, () => undefined)).toEqual({ version: 2, keys: 1 });
  await beside.destroy();
}

it('while the key service is down the program goes on, and one that starts is refused', async () => {
  const db = program();
  const id = await record(db, 'Invented Umbra');
  transit.close();
  expect(await nameOf(db, id)).toBe('Invented Umbra');
  await record(db, 'Invented Penumbra');
  await expect(nameOf(program(), id)).rejects.toThrow('The key service cannot be reached');
});

it('the key file alone opens nothing: what is in it only the key service opens', () => {
  const { versions } = JSON.parse(readFileSync(join(folder, 'keys.json'), 'utf8')) as {
    versions: { sealed: string }[];
  };
  expect(versions.map(({ sealed }) => sealed)).toEqual([expect.stringMatching(/^vault:v1:/)]);
});
