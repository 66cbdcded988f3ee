import { fillDemo } from '../src/filling.js';
import { plainDate } from '../src/kernel/plain-date.js';
import { startApp, type TestApp } from './support/app.js';

let house: TestApp;
beforeAll(async () => {
  house = await startApp('2018-06-30T10:00:00Z');
});
afterAll(() => house.stop());

it('the demo leaves no caseworker at work whom nobody could be found to be near', async () => {
  const size = { cases: 5, seed: 1, today: plainDate('2018-06-30') };
  await fillDemo(house.app, house.database.ownerUrl, size);
  const { rows } = await house.database.owner.query<{ compared: boolean }>(
    `SELECT EXISTS (SELECT FROM conflict_token t WHERE t.staff_id = s.id AND t.how = 'matched_name') AS compared
     FROM staff s WHERE s.role IN ('advocate', 'supervisor')`,
  );
  expect(rows.length).toBeGreaterThan(10);
  expect(rows.filter(({ compared }) => !compared)).toEqual([]);
});
