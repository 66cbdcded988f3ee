import { createApplication } from './application.js';
import { claimPort, runProcess, say, startWork } from './starting.js';

/** The web process; with nothing said, web and worker in one. */
await runProcess(async (config, opened) => {
  await claimPort(config.port);
  opened.notes.forEach(say);
  const app = await createApplication(opened.surroundings);
  if (process.argv[2] !== 'web') await startWork(app);
  await app.listen(config.port);
  say(`Larkspur is at http://localhost:${String(config.port)}`);
  return app;
});
