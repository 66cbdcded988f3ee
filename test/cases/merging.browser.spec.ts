import type { Browser, BrowserContext, Page } from 'playwright-core';
import { accessibilityFaults, openBrowser } from '../support/browser.js';
import { openLikenessDesk, reason, type LikenessDesk, type Two } from './likeness-desk.js';

let desk: LikenessDesk;
let two: Two;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let base: string;

beforeAll(async () => {
  desk = await openLikenessDesk();
  two = await desk.twoAlike();
  await desk.house.app.listen(0, '127.0.0.1');
  base = await desk.house.app.getUrl();
  browser = await openBrowser();
  context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 375, height: 800 } });
  page = await context.newPage();
  const [name = '', value = ''] = (await desk.house.cookieOf(desk.supervisor.userId)).split('=');
  await context.addCookies([{ name, value, url: base }]);
});
afterAll(async () => {
  await browser.close();
  await desk.house.stop();
});

const first = () => page.locator('li', { hasText: two.other.reference }).filter({ hasText: 'Ashdown' });

it('two records are joined, and taken apart again, by the keyboard alone and without scripts', async () => {
  await page.goto(`${base}/cases/${two.kase.caseId}`);
  await page.getByRole('link', { name: 'Records that may be of the same person' }).press('Enter');
  await first().getByRole('link', { name: 'They are one person' }).press('Enter');
  await page.getByRole('button', { name: 'They are one person' }).press('Enter');
  expect(await page.innerText('.govuk-error-summary')).toContain('Say why');
  await page.getByLabel('How do you know').fill(reason);
  await page.getByRole('button', { name: 'They are one person' }).press('Enter');
  expect(await first().innerText()).toContain('One person, said Demo Yarrow');
  await page.goto(`${base}/cases/${two.kase.caseId}`);
  await page.getByRole('link', { name: two.other.reference }).press('Enter');
  expect(page.url()).toBe(`${base}/cases/${two.other.caseId}`);
  await page.goto(`${base}${desk.at(two)}`);
  await first().getByRole('link', { name: 'Take them apart' }).press('Enter');
  await page.getByLabel('Why are they two people?').fill(reason);
  await page.getByRole('button', { name: 'Take them apart' }).press('Enter');
  await first().getByRole('button', { name: 'Not the same person' }).press('Enter');
  expect(await first().innerText()).toContain('Two people, said Demo Yarrow');
});

it('the pages have no fault of access', async () => {
  // Two of one team whose perpetrators bear one name: the second is seen before.
  for (const { caseId } of [two.other, two.kase])
    await desk.post(desk.advocate, `/cases/${caseId}/perpetrator`, {
      fullName: 'Arnold Hemlock',
      version: 1,
    });
  const scripted = await browser.newContext({ storageState: await context.storageState() });
  const looked = await scripted.newPage();
  const paths = [desk.at(two), `${desk.at(two)}/${two.other.clientId}/merge`, '/seen-before'];
  for (const path of [...paths, `/cases/${two.kase.caseId}/seen-before`, `/cases/${two.kase.caseId}`]) {
    await looked.goto(`${base}${path}`);
    expect([path, await accessibilityFaults(looked)]).toEqual([path, []]);
    await looked.setViewportSize({ width: path.endsWith('before') ? 375 : 1280, height: 800 });
  }
  await looked.goto(`${base}/cases/${two.kase.caseId}/seen-before`);
  await looked.getByLabel('Why do you look?').fill(reason);
  await looked.getByRole('button', { name: 'Look where else they are' }).click();
  await looked.getByText('Somebody who may be the same is in').waitFor();
  expect(await accessibilityFaults(looked)).toEqual([]);
});
