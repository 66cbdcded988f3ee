import { createContext } from './application.js';
import { Exporting } from './platform/audit/exporting.js';
import { runProcess, say } from './starting.js';

/** `npm run audit:export -- FILE`: writes out the whole log for a verifier that has no database. */
await runProcess(async (_, opened) => {
  const [path] = process.argv.slice(2);
  if (path === undefined) throw new Error('Say to which file: npm run audit:export -- FILE');
  const app = await createContext(opened.surroundings);
  const fingerprint = await app.get(Exporting).exportTo(path);
  say(`The log is in ${path}, SHA-256 ${fingerprint}.`);
  await app.close();
  await opened.close();
  process.exit(0);
});
