import type { Browser, Page } from 'playwright-core';
import { openAdvocateDesk, type AdvocateDesk } from '../support/advocate-desk.js';
import { accessibilityFaults, openBrowser } from '../support/browser.js';
import type { CaseIds } from '../support/given-cases.js';
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
  await givenAnAgency(owner, desk.advocate, { name: 'Invented MARAC', kind: 'marac' });
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

const accessible = async () => {
  expect(await accessibilityFaults(page)).toEqual([]);
};
const press = (name: string) => page.getByRole('button', { name, exact: true }).press('Enter');

it('a case is put before a MARAC as a repeat, and what was agreed is done, by the keyboard alone', async () => {
  const consent = { purpose: 'share_marac', value: 'given', how: 'by_phone', givenOn: '3/3/2026' };
  await desk.post(`/cases/${kase.caseId}/consents`, consent).expect(303);
  await page.goto(`${base}/cases/${kase.caseId}/panel-referrals`);
  await accessible();
  await page.getByRole('link', { name: /another agency made/ }).press('Enter');
  await page.getByLabel('Which panel?').selectOption({ label: 'Invented MARAC' });
  await page.getByLabel('Who referred it?').selectOption({ label: 'Invented Constabulary' });
  await page.getByLabel('Day they referred it').fill('1/6/2025');
  await accessible();
  await press('Record the referral');
  await page.getByRole('heading', { name: 'What was agreed', exact: true }).waitFor();
  await page.goto(`${base}/cases/${kase.caseId}/panel-referrals/new`);
  await page.getByLabel('Which panel?').selectOption({ label: 'Invented MARAC' });
  await accessible();
  await press('See whether it may be referred');
  await page.getByText('to the end of 1 June 2026 makes a repeat').waitFor();
  await page.getByLabel('When did what brings it there happen?').fill('1/3/2026');
  await page.getByLabel(/Why are you referring it/).fill('Invented: he waits outside.');
  await page.getByLabel('The risk as it was assessed').press('Space');
  await page.getByLabel('Who does it go to?').fill('Invented Reed');
  await page.getByLabel('What do they do there?').fill('Coordinator');
  await page.getByLabel('Said at a meeting').press('Space');
  await page.getByLabel('Last day they may keep or use it').fill('30/6/2026');
  await accessible();
  await press('Record the referral');
  await page.getByText('Sent as a repeat.').waitFor();
  await page.getByLabel('What is to be done?').fill('Invented: fit a camera.');
  await page.getByLabel('Last day to do it').fill('4/3/2026');
  await press('Save the action');
  await page.locator('summary', { hasText: 'It was done' }).press('Enter');
  await page.getByLabel('Day it was done').fill('soon');
  await accessible();
  await press('Save');
  await page.getByRole('link', { name: 'Enter the day it was done' }).press('Enter');
  expect(await page.evaluate('document.activeElement.name')).toBe('doneOn');
  await accessible();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('3/3/2026');
  await press('Save');
  await page.getByText('Done on 3 March 2026').waitFor();
  await accessible();
});
