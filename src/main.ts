import type { AddressInfo } from 'node:net';
import { createApplication } from './application.js';
import { defaultSize } from './demo/fill.js';
import { fillDemo, isEmpty, sayAccounts } from './filling.js';
import { Clock } from './platform/clock.js';
import { claimPort, runProcess, say, startWork } from './starting.js';

/** The web process; with nothing said, web and worker in one, with the demo where the database is empty. */
await runProcess(
  async (config, { surroundings, ownerUrl, notes }) => {
    notes.forEach(say);
    const app = await createApplication(surroundings);
    const alone = process.argv[2] !== 'web';
    if (alone && ownerUrl !== null && config.demo && (await isEmpty(ownerUrl))) {
      await fillDemo(app, ownerUrl, { ...defaultSize, today: app.get(Clock).today() });
    }
    if (alone) await startWork(app);
    // The demo's password is public, so it is for this machine alone.
    await app.listen(config.port, config.production ? '0.0.0.0' : '127.0.0.1');
    const { port } = app.getHttpServer().address() as AddressInfo; // what listens on TCP has one
    say(`Larkspur is at http://localhost:${String(port)}`);
    if (!config.production && ownerUrl !== null) await sayAccounts(app, ownerUrl);
    return app;
  },
  ({ port }) => claimPort(port),
);
