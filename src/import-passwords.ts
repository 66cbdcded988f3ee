import { readConfig } from './config.js';
import { importBreached, sizeOfList } from './people/import-breached.js';
import { say } from './starting.js';

const [, , from] = process.argv;

/** `npm run passwords:import -- FILE`: makes the list that BREACHED_LIST names from a file of SHA-1 hashes. */
try {
  const { breachedList } = readConfig();
  if (!from || !breachedList)
    throw new Error('Set BREACHED_LIST to where the list is to be, and say the file it is made from.');
  const { lines, entries } = await importBreached(from, breachedList);
  say(
    `${String(lines)} lines read; ${String(entries)} passwords are refused, in ${String(sizeOfList(entries))} bytes.`,
  );
} catch (error) {
  say(error instanceof Error ? error.message : 'The list could not be made.');
  process.exitCode = 1;
}
