import { createContext } from './application.js';
import { runProcess, say, startWork } from './starting.js';

/** The job process: the same features, no listener. */
await runProcess(async (_, { surroundings }) => {
  const app = await createContext(surroundings);
  await startWork(app);
  say('The worker is at work.');
  return app;
});
