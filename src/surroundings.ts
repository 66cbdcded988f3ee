import { entities } from './entities.js';
import type { Config } from './config.js';
import { dataSource } from './platform/database/data-source.js';
import { databaseRefusal, startEmbedded, StartRefused } from './platform/database/embedded.js';
import { openCustodian } from './platform/database/open-custodian.js';
import { prepareDatabase } from './platform/database/prepare.js';
import type { Surroundings } from './platform/platform.module.js';
import { Secrets } from './platform/secrets.js';

/** The surroundings a process opened, what to tell whoever started it, and how to close them again. */
export interface Opened {
  readonly surroundings: Surroundings;
  readonly ownerUrl: string;
  readonly notes: readonly string[];
  close(): Promise<void>;
}

/**
 * Opens the database, the embedded one or the one given, brings it up to date and connects as the program's own role.
 * @throws StartRefused with one line that says what to do.
 */
export async function openSurroundings(config: Config): Promise<Opened> {
  const home =
    config.databaseUrl && config.secret ? given(config.databaseUrl, config.secret) : await embedded(config);
  try {
    const secrets = new Secrets(home.secret);
    const { appUrl, jobsUrl } = await prepareDatabase(home.ownerUrl, secrets);
    const connected = await dataSource(appUrl, entities).initialize();
    const custodian = await openCustodian(config.keys, { dataSource: connected, secrets });
    return { ...home, surroundings: { config, dataSource: connected, secrets, custodian, jobsUrl } };
  } catch (error) {
    await home.close();
    if (error instanceof StartRefused) throw error;
    throw config.databaseUrl ? new StartRefused(databaseRefusal(error, config.databaseUrl)) : error;
  }
}

type Home = Omit<Opened, 'surroundings'> & { readonly secret: Buffer };

function given(ownerUrl: string, secret: Buffer): Home {
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
