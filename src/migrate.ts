import { ownersAddress, runProcess, say } from './starting.js';

/** Brings the database up to date and ends. */
await runProcess(async (_, opened) => {
  ownersAddress(opened);
  await opened.surroundings.dataSource.destroy();
  await opened.close();
  say('The database is up to date.');
  process.exit(0);
});
