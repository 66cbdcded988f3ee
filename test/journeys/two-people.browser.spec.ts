import type { Browser, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import { openBrowser } from '../support/browser.js';
import { Browsing, send } from '../support/browsing.js';
import { demoStaff, fillHouse } from '../support/demo.js';

/** An administrator and a supervisor bring in a colleague together, in the pages; then a key for the police. */
let house: TestApp;
let browser: Browser;
let browsing: Browsing;
let admin: Page;
let supervisor: Page;
let team: string;

beforeAll(async () => {
  house = await startApp('2021-03-22T10:00:00Z');
  await fillHouse(house, { cases: 20, today: '2021-03-22' });
  await house.app.listen(0, '127.0.0.1');
  browser = await openBrowser();
  browsing = new Browsing(house, browser, await house.app.getUrl());
  [admin, supervisor] = [await browsing.as('admin'), await browsing.as('supervisor')];
  const { rows } = await house.database.owner.query<{ team_id: string }>(
    'SELECT team_id FROM team_member WHERE staff_id = $1',
    [(await demoStaff(house, 'supervisor'))[0]],
  );
  team = rows[0]?.team_id ?? '';
});
afterAll(async () => {
  await browser.close();
  await house.stop();
});

const newest = (page: Page) => page.locator('tbody tr', { hasText: 'Demo Honesty' }).getByRole('link');

it('a colleague is proposed, approved, and sets a password with the two codes', async () => {
  await browsing.visit(admin, '/staff/new');
  await send(admin, 'Add', {
    displayName: 'Demo Honesty',
    email: 'honesty@demo.invalid',
    role: 'advocate',
    teams: team,
  });
  const fromProposer = await admin.locator('code').innerText();

  await browsing.visit(supervisor, '/proposals');
  await newest(supervisor).click();
  await send(supervisor, 'Approve');
  const fromApprover = await supervisor.locator('code').innerText();

  await browsing.visit(supervisor, '/invitation');
  await send(supervisor, 'Set password', { fromProposer, fromApprover, wanted: 'teapot gravel lantern' });
  expect(await supervisor.locator('.govuk-notification-banner').innerText()).toContain('has changed');
});

it('a key is made by one and approved by the other', async () => {
  await browsing.visit(admin, '/keys/new');
  await send(admin, 'Make the key', {
    name: 'Demo Constabulary',
    scope: 'send_referrals',
    teamId: team,
    days: '30',
  });
  await browsing.visit(supervisor, '/keys');
  await supervisor.getByRole('link', { name: 'Demo Constabulary' }).click();
  await send(supervisor, 'Approve');
  await browsing.visit(admin, '/keys');
  expect(await admin.locator('main').innerText()).toContain('In use');
});
