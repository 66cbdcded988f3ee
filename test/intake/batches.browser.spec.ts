import type { Browser, Page } from 'playwright-core';
import { BatchRecordingService } from '../../src/intake/batch-recording.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { openBrowser } from '../support/browser.js';
import { Browsing, send } from '../support/browsing.js';
import { demoStaff, fillHouse } from '../support/demo.js';
import { asCodes, asFields, aRow, header, sheet } from './batch-desk.js';

/** A supervisor takes a sheet from the police in, from the file on their computer to the undoing of it, in the pages. */
let house: TestApp;
let browser: Browser;
let page: Page;
let browsing: Browsing;

beforeAll(async () => {
  house = await startApp('2021-03-22T10:00:00Z');
  await fillHouse(house, { cases: 20, today: '2021-03-22' });
  await house.app.listen(0, '127.0.0.1');
  browser = await openBrowser();
  browsing = new Browsing(house, browser, await house.app.getUrl());
  page = await browsing.as('supervisor');
});
afterAll(async () => {
  await browser.close();
  await house.stop();
});

const text = () => page.locator('main').innerText();
const columns = Object.fromEntries(
  header.map((name, index) => [
    `columns.${String(index)}`,
    (asFields as Record<string, string>)[name.toLowerCase()] ?? '',
  ]),
);
/** The answer to each question of the page, by the word that is its label. */
async function answers(): Promise<Record<string, string>> {
  const given: Record<string, string> = {};
  for (const field of await page.locator('select').all()) {
    const name = (await field.getAttribute('name')) ?? '';
    const label = await page.locator(`label[for="${name}"]`).innerText();
    const group = await field.locator('xpath=ancestor::fieldset').locator('legend').innerText();
    const everyRow = group.startsWith('Police area') ? 'E23000033' : 'not_asked';
    given[name] = asCodes[label.replace(/[“”]/g, '').toLowerCase()] ?? everyRow;
  }
  return given;
}

it('a file is uploaded, mapped, checked, recorded and undone', async () => {
  await browsing.visit(page, '/referral-batches/new');
  const rows = [aRow(1), aRow(2, { DOB: '31/2/1990' }), aRow(3)];
  const content = Buffer.from(`\uFEFF${sheet(rows, ';')}`);
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer: content });
  const about = {
    sender: 'Demo Constabulary',
    source: 'police',
    receivedOn: '22/3/2021',
    receivedTime: '09:00',
  };
  await send(page, 'Upload', about);
  expect(await text()).toContain('What is each column?');
  await send(page, 'Continue', columns);
  await send(page, 'Check every row', await answers());
  expect(await text()).toContain('UTF-8, parted by semicolons');
  expect(await text()).toContain('Date of birth: There is no such day. Enter the date of birth');
  await send(page, 'Record 2 referrals');
  expect(await text()).toContain('0 of 2 recorded');
  const { rows: events } = await house.database.owner.query<{ id: string }>(
    `SELECT id FROM event WHERE did = 'referral_batch.begun'`,
  );
  await house.app.get(BatchRecordingService).record(Number(events[0]?.id), () => Promise.resolve());
  await page.getByRole('link', { name: 'Look again' }).click();
  expect(await text()).toContain('2 recorded.');
  await send(page, 'Ask for this sheet to be undone');
  expect(await text()).toContain('it waits for another supervisor');

  const { rows: others } = await house.database.owner.query<{ id: string }>(
    `SELECT m.staff_id AS id FROM referral_batch_undoing u JOIN referral_batch b ON b.id = u.batch_id JOIN team_member m ON m.team_id = b.team_id
      JOIN staff s ON s.id = m.staff_id AND s.role = 'supervisor' WHERE b.ended_at > now() - interval '1 day' AND m.staff_id <> u.proposed_by`,
  );
  const supervisors = await demoStaff(house, 'supervisor');
  const second = await browsing.as('supervisor', supervisors.indexOf(others[0]?.id ?? ''));
  await browsing.visit(second, '/referral-batch-undoings');
  await send(second, 'Take it back');
  expect(await second.locator('main').innerText()).toContain('0 sheets wait for you');
  await page.reload();
  expect(await text()).toContain('2 taken back');
});

it('what is wrong is told at the form, and what was typed is kept', async () => {
  await browsing.visit(page, '/referral-batches/new');
  await page.locator('[name=sender]').fill('Demo Constabulary');
  await page.getByRole('button', { name: 'Upload' }).click();
  await page.waitForLoadState();
  expect(await page.locator('.govuk-error-summary').innerText()).toContain('Choose a CSV file');
  expect(await page.locator('[name=sender]').inputValue()).toBe('Demo Constabulary');
});
