import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openAdvocateDesk, type AdvocateDesk } from '../support/advocate-desk.js';
import { accessibilityFaults, openBrowser } from '../support/browser.js';
import { givenACase, type CaseIds } from '../support/given-cases.js';

let desk: AdvocateDesk;
let kase: CaseIds;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let base: string;

beforeAll(async () => {
  desk = await openAdvocateDesk();
  kase = await givenACase(desk.house.database.owner, { ...desk, name: 'Fern Stephens' });
  await desk.house.app.listen(0, '127.0.0.1');
  base = await desk.house.app.getUrl();
  browser = await openBrowser();
  context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 375, height: 800 } });
  page = await context.newPage();
  const [name = '', value = ''] = (await desk.house.cookieOf(desk.advocate.userId)).split('=');
  await context.addCookies([{ name, value, url: base }]);
});
afterAll(async () => {
  await browser.close();
  await desk.house.stop();
});

it('a username is added and found by the keyboard alone, without scripts, and stands in no address', async () => {
  await page.goto(`${base}/cases/${kase.caseId}/identifiers/new`);
  await page.getByLabel('The perpetrator').press('Space');
  await page.getByLabel('Username', { exact: true }).press('Space');
  await page.getByLabel('Where is the username used?').selectOption('instagram');
  await page.getByLabel('The name, number, email address').fill('@invented.nettle');
  await page.getByRole('button', { name: 'Add it' }).press('Enter');
  await page.getByRole('link', { name: 'Find a person' }).press('Enter');
  await page.getByLabel('Name, number, username').fill('Invented.Nettle');
  await page.getByRole('button', { name: 'Find', exact: true }).press('Enter');
  await page.getByRole('heading', { name: 'Who was found' }).waitFor();
  expect(await page.innerText('#found')).toContain('Found by: username');
  expect(page.url()).toBe(`${base}/people`);
  await page.getByRole('link', { name: /^Case SA-/ }).press('Enter');
  expect(page.url()).toBe(`${base}/cases/${kase.caseId}`);
});

it('the pages have no fault of access', async () => {
  const scripted = await browser.newContext({ storageState: await context.storageState() });
  const looked = await scripted.newPage();
  for (const path of ['people', `cases/${kase.caseId}`, `cases/${kase.caseId}/identifiers/new`]) {
    await looked.goto(`${base}/${path}`);
    expect([path, await accessibilityFaults(looked)]).toEqual([path, []]);
  }
  await looked.goto(`${base}/people`);
  await looked.getByLabel('Name, number, username').fill('Stevens');
  await looked.getByRole('button', { name: 'Find', exact: true }).click();
  await looked.getByRole('heading', { name: 'Who was found' }).waitFor();
  expect(await accessibilityFaults(looked)).toEqual([]);
});
