import { UnitOfWork } from './platform/database/unit-of-work.js';
import { Seals } from './platform/sealing/sealing.js';
import { wrapAllAnew } from './platform/sealing/wrap-anew.js';
import { runProcess, say } from './starting.js';

/** `npm run keys:rotate`: makes a new service key, wraps every data key under it, and ends. Run again, it goes on. */
await runProcess(async (_, opened) => {
  const { dataSource, secrets, custodian } = opened.surroundings;
  const db = new UnitOfWork(dataSource, secrets, new Seals(custodian, secrets));
  const { version, keys } = await wrapAllAnew(db, custodian, say);
  await dataSource.destroy();
  await opened.close();
  say(`All is wrapped under version ${String(version)}: ${keys.toLocaleString('en-GB')} keys.`);
  process.exit(0);
});
