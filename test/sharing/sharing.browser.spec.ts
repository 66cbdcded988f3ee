import type { Browser, Page } from 'playwright-core';
import { openAdvocateDesk, type AdvocateDesk } from '../support/advocate-desk.js';
import { accessibilityFaults, openBrowser } from '../support/browser.js';
import type { CaseIds } from '../support/given-cases.js';
import { givenAnAddress } from '../support/given-people.js';
import { givenAnAgency } from '../support/given-sharing.js';

let desk: AdvocateDesk;
let kase: CaseIds;
let browser: Browser;
let page: Page;
let base: string;

beforeAll(async () => {
  desk = await openAdvocateDesk();
  kase = await desk.aCase();
  const { owner } = desk.house.database;
  await givenAnAddress(owner, desk.advocate, kase.clientId);
  await givenAnAgency(owner, desk.advocate, { name: 'Invented Constabulary', kind: 'police' });
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
});

const printed = async () => {
  await page.emulateMedia({ media: 'print' });
  const text = await page.innerText('body');
  await page.emulateMedia({ media: 'screen' });
  return text;
};

/** From the list, by the keyboard alone. */
async function openFor(paper: RegExp): Promise<void> {
  await page.goto(`${base}/cases/${kase.caseId}/addresses`);
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('link', { name: /Open it/ }).press('Enter');
  await page.getByLabel('To check it with the client').press('Space');
  await page.getByLabel('What for?').fill('To read it back to her.');
  await page.getByLabel(paper).press('Space');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Open the address' }).press('Enter');
  await page.getByText('7 Invented Row').waitFor();
}

it('an address is opened by the keyboard, is in no address of a page, and prints only if it was opened to', async () => {
  await openFor(/Only to see it/);
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(page.url()).not.toContain('Invented');
  expect(await printed()).not.toContain('7 Invented Row');
  await page.getByRole('button', { name: 'Hide it again' }).press('Enter');
  await page.getByRole('heading', { name: 'Addresses' }).waitFor();
  expect(await page.innerText('body')).not.toContain('7 Invented Row');
  await openFor(/To print it too/);
  expect(await printed()).toContain('7 Invented Row');
});

it('without consent nobody is led to share, and with it what was shared is on a report that bears nothing but that', async () => {
  const shares = `${base}/cases/${kase.caseId}/shares`;
  await page.goto(`${shares}/new`);
  await page.getByLabel('Which agency?').selectOption({ label: 'Invented Constabulary' });
  await page.getByRole('button', { name: 'See whether it may be shared' }).press('Enter');
  await page.getByText('Do not share.').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  const consent = { purpose: 'share_police', value: 'given', how: 'by_phone', givenOn: '3/3/2026' };
  await desk.post(`/cases/${kase.caseId}/consents`, consent).expect(303);
  await page.reload();
  await page.getByLabel('Who does it go to?').fill('Invented Reed');
  await page.getByLabel('What do they do there?').fill('Detective');
  await page.getByLabel('The risk as it was assessed').press('Space');
  await page.getByLabel('What do they need it for?').fill('Invented: to plan an arrest.');
  await page.getByLabel('Said at a meeting').press('Space');
  await page.getByLabel('Last day they may keep or use it').fill('30/6/2026');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Record what is shared' }).press('Enter');
  await page.getByText('Invented Reed, Detective').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.goto(`${shares}/report`);
  expect(await accessibilityFaults(page)).toEqual([]);
  const paper = await printed();
  expect(paper).toContain('They may keep it until 30 June 2026.');
  for (const other of ['Larkspur', 'Reed', desk.advocate.displayName, 'BBC'])
    expect(paper).not.toContain(other);
});
