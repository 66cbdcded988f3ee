import { entities } from './entities.js';
import type { Config } from './config.js';
import { dataSource } from './platform/database/data-source.js';
import { codeOf } from './platform/database/embedded-guard.js';
import { databaseRefusal, startEmbedded, StartRefused } from './platform/database/embedded.js';
import { openCustodian } from './platform/database/open-custodian.js';
import {
  checkPrepared,
  doorsOf,
  isOwners,
  notPrepared,
  prepareDatabase,
} from './platform/database/prepare.js';
import type { Surroundings } from './platform/platform.module.js';
import { Secrets } from './platform/secrets.js';

/** The surroundings a process opened, what to tell whoever started it, and how to close them again. */
export interface Opened {
  readonly surroundings: Surroundings;
  /** The owner's address of the database. Null: another step prepared it, and this one does not know it. */
  readonly ownerUrl: string | null;
  readonly notes: readonly string[];
  close(): Promise<void>;
}

/**
 * Opens the database, the embedded one or the one given, brings it up to date where its owner's address is known, and
 * connects as the program's own role.
 * @throws StartRefused with one line that says what to do.
 */
export async function openSurroundings(config: Config): Promise<Opened> {
  const home =
    config.databaseUrl && config.secret ? given(config.databaseUrl, config.secret) : await embedded(config);
  try {
    const secrets = new Secrets(home.secret);
    const { appUrl, jobsUrl } = home.ownerUrl
      ? await prepareDatabase(home.ownerUrl, secrets)
      : doorsOf(config.databaseUrl ?? '', secrets);
    const connected = await dataSource(appUrl, entities).initialize();
    if (!home.ownerUrl) await checkPrepared(connected);
    const custodian = await openCustodian(config.keys, { dataSource: connected, secrets });
    return { ...home, surroundings: { config, dataSource: connected, secrets, custodian, jobsUrl } };
  } catch (error) {
    await home.close();
    if (error instanceof StartRefused) throw error;
    if (home.ownerUrl === null && codeOf(error).startsWith('28')) throw notPrepared;
    throw config.databaseUrl ? new StartRefused(databaseRefusal(error, config.databaseUrl)) : error;
  }
}

type Home = Omit<Opened, 'surroundings'> & { readonly secret: Buffer };

function given(databaseUrl: string, secret: Buffer): Home {
  const ownerUrl = isOwners(databaseUrl) ? databaseUrl : null;
  return { ownerUrl, secret, notes: [], close: () => Promise.resolve() };
}

async function embedded({ dataDir }: Config): Promise<Home> {
  const postgres = await startEmbedded({ dataDir });
  const notes = postgres.moved
    ? [
        `The account Postgres runs as cannot enter this folder, so the data is in ${postgres.dataDir} and the programs in ${postgres.binDir}.`,
      ]
    : [];
  return { ownerUrl: postgres.url, secret: postgres.secret, notes, close: () => postgres.stop() };
}
