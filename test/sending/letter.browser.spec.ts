import type { Browser, Page } from 'playwright-core';
import { accessibilityFaults, openBrowser } from '../support/browser.js';
import type { CaseIds } from '../support/given-cases.js';
import { openSendingDesk, type SendingDesk } from '../support/sending-desk.js';

let desk: SendingDesk;
let kase: CaseIds;
let browser: Browser;
let page: Page;
let base: string;

beforeAll(async () => {
  desk = await openSendingDesk();
  kase = await desk.aCase();
  await desk.house.app.listen(0, '127.0.0.1');
  base = await desk.house.app.getUrl();
  browser = await openBrowser();
  page = await (await browser.newContext()).newPage();
  const [name = '', value = ''] = (await desk.house.cookieOf(desk.advocate.userId)).split('=');
  await page.context().addCookies([{ name, value, url: base }]);
});
afterAll(async () => {
  await browser.close();
  await desk.house.stop();
  await desk.world.close();
});

it('a letter bears nothing on paper but itself', async () => {
  const methodId = await desk.aMethod(kase, 'post');
  const letter = (await desk.prepare(kase, { methodId, kind: 'letter', message: 'please_ring' })).body.id;
  await page.goto(`${base}/cases/${kase.caseId}/outgoing/${letter}`);
  await page.emulateMedia({ media: 'print' });
  expect((await page.innerText('body')).trim()).toBe('Nothing is printed before it is opened.');
  await page.emulateMedia({ media: 'screen' });
  await page.getByRole('button', { name: 'Open it to print' }).press('Enter');
  await page.getByText('Demo Aster').waitFor();
  await page.emulateMedia({ media: 'print' });
  expect((await page.innerText('body')).split(/\s*\n\s*/)).toEqual([
    ...['Demo Aster', '12 Invented Street', 'Demoton', 'ZZ99 9ZZ'],
    ...['Hello,', 'Please ring me when it suits you.', 'With best wishes'],
  ]);
  await page.emulateMedia({ media: 'screen' });
});

it('a client is reached by the keyboard alone, on pages with no fault of access', async () => {
  await page.goto(`${base}/cases/${kase.caseId}`);
  await page.getByRole('link', { name: /Reach the client this way.*Phone call/ }).press('Enter');
  await page.getByLabel('Call sheet').press('Space');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Make it' }).press('Enter');
  await page.getByRole('heading', { name: 'Call sheet' }).waitFor();
  expect(await page.innerText('main')).toContain('07700 900123');
  await page.emulateMedia({ media: 'print' });
  expect(await page.innerText('body')).not.toMatch(/Back to the case|signed in until|Leaving a page/);
  await page.emulateMedia({ media: 'screen' });
  expect(await accessibilityFaults(page)).toEqual([]);
});
