import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { BatchRecordingService } from '../../src/intake/batch-recording.service.js';
import { projectFolder } from '../../src/platform/project-folder.js';
import { startApp, type TestApp } from '../support/app.js';
import { givenAService, type GivenService } from '../support/given-service.js';
import { testKeyFile } from '../support/sealing.js';
import { aRow, batchDesk, sheet } from './batch-desk.js';

let house: TestApp;
let service: GivenService;

beforeAll(async () => {
  house = await startApp('2026-03-03T10:00:00Z');
  service = await givenAService(house);
});
afterAll(() => house.stop());

const recorded = async () =>
  Number((await service.row('SELECT count(*) AS n FROM referral_batch_referral'))?.['n']);

/** The real worker, in a process of its own, killed once it has recorded so many rows. */
async function workUntil(rows: number): Promise<void> {
  const worker = spawn(process.execPath, [join(projectFolder, 'dist/src/worker.js')], {
    env: {
      DATABASE_URL: house.database.ownerUrl,
      LARKSPUR_SECRET: '07'.repeat(32),
      ANCHOR_FILE: house.config.anchorFile,
      KEY_FILE: testKeyFile,
      DEMO: 'no',
      NODE_ENV: 'development',
    },
    stdio: 'ignore',
  });
  const gone = once(worker, 'exit');
  while ((await recorded()) < rows && worker.exitCode === null) await wait(5);
  worker.kill('SIGKILL');
  await gone;
}

it('a batch whose worker is killed in the middle is gone on with, and each row is recorded once', async () => {
  const desk = batchDesk(house, service.supervisor);
  const numbers = Array.from({ length: 150 }, (_, index) => index + 1);
  const { id } = await desk.checked(sheet(numbers.map((number) => aRow(number))));
  const eventId = await desk.begin(id);
  await workUntil(20);
  const before = await recorded();
  expect(before).toBeGreaterThanOrEqual(20);
  expect(before).toBeLessThan(150);
  expect(await desk.show(id)).toMatchObject({ state: 'recording', recorded: before });

  await house.app.get(BatchRecordingService).record(eventId, () => Promise.resolve());
  expect(await desk.show(id)).toMatchObject({ state: 'recorded', recorded: 150 });
  const { rows } = await house.database.owner.query<{ referrals: string; clients: string }>(
    'SELECT count(*) AS referrals, count(DISTINCT client_id) AS clients, (SELECT count(*) FROM client) AS whole FROM referral',
  );
  expect(rows.map((each) => Object.values(each).map(Number))).toEqual([[150, 150, 150]]);
});
