import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '../../dist/src/platform/database/embedded.js';
import { Clock } from '../../dist/src/platform/clock.js';
import { prepareDatabase } from '../../dist/src/platform/database/prepare.js';
import { FileCustodian } from '../../dist/src/platform/sealing/file-custodian.js';
import { RootBox } from '../../dist/src/platform/sealing/strongbox.js';
import { Secrets } from '../../dist/src/platform/secrets.js';
import pg from 'pg';

/** One Postgres for the whole run, in a folder and on a port of its own; one migrated database that every file copies. */
export default async function setup() {
  const folder = await mkdtemp(join(tmpdir(), 'larkspur-test-'));
  const postgres = await startEmbedded({ dataDir: folder, durable: false, quiet: true });
  const owner = new pg.Client({ connectionString: postgres.url });
  await owner.connect();
  await owner.query('CREATE DATABASE template_larkspur');
  await owner.end();
  const url = new URL(postgres.url);
  url.pathname = '/template_larkspur';
  const secrets = new Secrets(Buffer.alloc(32, 7));
  const doors = await prepareDatabase(url.href, secrets);
  process.env.TEST_KEY_FILE = join(folder, 'keys.json');
  await new FileCustodian(
    process.env.TEST_KEY_FILE,
    new RootBox(secrets.keyFor('service-keys')),
    new Clock(),
  ).begin();
  process.env.TEST_DATABASE = JSON.stringify({ ownerUrl: postgres.url, ...doors });
  globalThis.stopTestDatabase = async () => {
    await postgres.stop();
    const { rm } = await import('node:fs/promises');
    await rm(folder, { recursive: true, force: true });
    if (postgres.moved) await rm(postgres.dataDir, { recursive: true, force: true });
  };
}
