import { createContext } from './application.js';
import { SealKey } from './platform/audit/seal-key.js';
import { Verifying } from './platform/audit/verifying.js';
import { runProcess, say } from './starting.js';

/** `npm run audit:verify`: verifies the whole log; a line for each fault, and 1 for an end where there is one. */
await runProcess(async (_, opened) => {
  const app = await createContext(opened.surroundings);
  let told = 0;
  const { batches, entries, faults } = await app.get(Verifying).verify((share) => {
    const percent = Math.floor(share * 10) * 10;
    if (percent > told) say(`${String(percent)}% verified`);
    told = Math.max(told, percent);
    return Promise.resolve();
  });
  faults.forEach(say);
  say(`${String(entries)} entries in ${String(batches)} batches, ${String(faults.length)} faults.`);
  say(`Signed with ${app.get(SealKey).publicKey.toString('hex')}`);
  await app.close();
  await opened.close();
  process.exit(faults.length === 0 ? 0 : 1);
});
