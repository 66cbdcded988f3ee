import { setTimeout as delay } from 'node:timers/promises';
import { Queues } from '../../src/platform/jobs/queues.js';
import { lastSettledDay, PrepareReturnJob } from '../../src/returns/prepare-return.job.js';
import { startApp, type TestApp } from '../support/app.js';
import {
  givenAServiceUnderContract,
  givenReferred,
  type ServiceUnderContract,
} from '../support/given-returns.js';

let house: TestApp;
let services: ServiceUnderContract[];

beforeAll(async () => {
  house = await startApp('2025-07-10T23:30:00Z');
  const { owner } = house.database;
  services = [await givenAServiceUnderContract(owner), await givenAServiceUnderContract(owner)];
  for (const service of services)
    await givenReferred(owner, service, [{ received: '2025-05-02', supported: '2025-05-09' }]);
  await house.app.get(Queues).start();
});
afterAll(() => house.stop());

const frozen = async (): Promise<string[]> => {
  const { rows } = await house.database.owner.query<{ id: string }>(
    `SELECT service_id AS id FROM snapshot WHERE quarter = '2025-Q1' ORDER BY 1`,
  );
  return rows.map(({ id }) => id);
};

it('a day is settled an hour after it ends in London, so that what was entered last is there to be counted', () => {
  expect(lastSettledDay(new Date('2025-07-10T23:30:00Z'))).toBe('2025-07-10');
  expect(lastSettledDay(new Date('2025-07-11T00:30:00Z'))).toBe('2025-07-11');
});

it('work that starts too early freezes nothing; started later it freezes what is due of every service', async () => {
  const job = house.app.get(PrepareReturnJob);
  await job.begin();
  await delay(1_500);
  expect(await frozen()).toEqual([]);

  house.clock.set('2025-07-11T01:30:00Z');
  await job.begin();
  for (let tries = 0; tries < 100 && (await frozen()).length < 2; tries += 1) await delay(100);
  expect(await frozen()).toEqual(services.map(({ service }) => service).sort());
});
