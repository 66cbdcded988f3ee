import type { Config } from '../../src/config.js';
import { prepareDatabase } from '../../src/platform/database/prepare.js';
import { Secrets } from '../../src/platform/secrets.js';
import { openSurroundings } from '../../src/surroundings.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { startedConfig } from '../support/app.js';
import { testKeyFile } from '../support/sealing.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

/** A process that was given an address without its owner's name. */
function start(secret: Buffer) {
  const databaseUrl = Object.assign(new URL(database.ownerUrl), { username: '', password: '' }).href;
  const keys = { file: testKeyFile, service: null };
  const config: Config = { ...startedConfig, databaseUrl, secret, keys };
  return openSurroundings(config);
}

const root = Buffer.alloc(32, 7);
const refused = /The database is not prepared for this version and LARKSPUR_SECRET\. Run `npm run migrate`/;

describe('a process that does not know the database’s owner', () => {
  it('works as the program’s own role, which owns nothing', async () => {
    const { surroundings, ownerUrl } = await start(root);
    const [{ name }] = await surroundings.dataSource.query<[{ name: string }]>('SELECT session_user AS name');
    await surroundings.dataSource.destroy();
    expect([name, ownerUrl]).toEqual(['larkspur_app', null]);
  });

  it('refuses a database that was prepared for another secret', async () => {
    await expect(start(Buffer.alloc(32, 8))).rejects.toThrow(refused);
  });

  it('refuses a database that was prepared for another version', async () => {
    await database.owner.query(
      `COMMENT ON SCHEMA public IS 'The casework, prepared to Something1790000000001'`,
    );
    await expect(start(root)).rejects.toThrow(refused);
  });
});

describe('a database that was prepared', () => {
  it('is prepared again while another of its server is, whose roles are the same', async () => {
    const url = `${database.ownerUrl}?options=-clock_timeout%3D1s`;
    await database.owner.query('BEGIN; ALTER ROLE larkspur_app CONNECTION LIMIT -1');
    await expect(prepareDatabase(url, new Secrets(root))).resolves.toHaveProperty('appUrl');
    await database.owner.query('ROLLBACK');
  });
});
