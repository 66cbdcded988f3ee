import { resolve } from 'node:path';
import { readKeepers, type Keepers } from './settings/keepers.js';
import { readOutside, type Outside } from './settings/outside.js';
import { wholeNamed, type Reading } from './settings/reading.js';
import { readSenders, type Senders } from './settings/senders.js';
import { readStores, type Stores } from './settings/stores.js';

/** How this process runs. Read once at start; nothing else in the program reads the environment. */
export interface Config extends Stores, Keepers, Outside, Senders {
  /** Whether what is unsafe is refused: so it is wherever others may reach it, unless it was told that this is no more than a trial. */
  readonly production: boolean;
  readonly port: number;
  /** Where the embedded Postgres keeps its data. */
  readonly dataDir: string;
  /** How many proxies of one's own stand in front: whose word on where a request came from is taken. */
  readonly proxies: number;
  /** Whether an empty database is filled with the invented demo services at start. */
  readonly demo: boolean;
}

/** Where the parts of the program find the configuration. */
export const CONFIG = Symbol('config');

/** @throws Error listing every fault at once, one a line, each saying what to do. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const faults: string[] = [];
  const production = readMode(environment, faults);
  const dataDir = resolve(environment['DATA_DIR'] ?? 'data');
  const reading: Reading = { environment, production, dataDir, faults };
  const port = wholeNamed('PORT', { otherwise: 3000, most: 65_535 }, reading);
  const proxies = wholeNamed('PROXIES', { otherwise: 0, most: 9 }, reading);
  const read = {
    ...readStores(reading),
    ...readKeepers(reading),
    ...readOutside(port, reading),
    ...readSenders(reading),
  };
  if (faults.length > 0) throw new Error(faults.join('\n'));
  const demo = !production && environment['DEMO'] !== 'no';
  return { ...read, production, port, proxies, dataDir, demo };
}

/**
 * Production, unless NODE_ENV says otherwise or nothing but a trial on one's own machine is asked for: the embedded Postgres,
 * found at no address but this machine's, with nothing in front. Forgotten or misspelt, it leaves nothing open.
 */
function readMode(environment: NodeJS.ProcessEnv, faults: string[]): boolean {
  const mode = environment['NODE_ENV'];
  if (mode === undefined || mode === '')
    return ['DATABASE_URL', 'PUBLIC_URL', 'PROXIES'].some((name) => environment[name] !== undefined);
  if (!['production', 'development'].includes(mode))
    faults.push('NODE_ENV must be production or development, or be left out.');
  return mode !== 'development';
}
