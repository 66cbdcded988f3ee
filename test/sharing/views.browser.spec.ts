import type { Browser, Page } from 'playwright-core';
import { accessibilityFaults, openBrowser } from '../support/browser.js';
import { PartnerDesk } from './partner-desk.js';

let at: PartnerDesk;
let reed: Awaited<ReturnType<PartnerDesk['aPartner']>>;
let browser: Browser;
let base: string;

beforeAll(async () => {
  at = await PartnerDesk.open();
  reed = await at.aPartner('Invented Reed');
  await at.begin();
  await at.desk.house.app.listen(0, '127.0.0.1');
  base = await at.desk.house.app.getUrl();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await at.desk.house.stop();
});

async function pageOf(userId: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  const [name = '', value = ''] = (await at.desk.house.cookieOf(userId)).split('=');
  await page.context().addCookies([{ name, value, url: base }]);
  return page;
}
const accessible = async (page: Page) => {
  expect(await accessibilityFaults(page)).toEqual([]);
};
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).press('Enter');

it('a copy is made, looked at, given an address, and ended, by the keyboard alone', async () => {
  await at.answers('given').expect(201);
  await at.anAddress('1 Invented Hidden Street');
  const worker = await pageOf(at.desk.advocate.userId);
  await worker.goto(`${base}/cases/${at.kase.caseId}/shares`);
  await worker.getByRole('link', { name: 'Let a partner look at a copy' }).press('Enter');
  await worker.getByLabel('Who may look at it?').selectOption({ label: 'Invented Reed, Invented Homes' });
  await worker.getByLabel('The client’s name').press('Space');
  await worker.getByLabel('What was agreed to keep the client safe').press('Space');
  await accessible(worker);
  await press(worker, 'See what it would say');
  await worker.getByLabel('What was agreed to keep the client safe').fill('Invented: a stronger lock.');
  await worker.getByLabel('What do they need it for?').fill('Invented: to fit it.');
  await accessible(worker);
  await press(worker, 'Let them look at it');
  await worker.getByRole('link', { name: /Enter the last day/ }).press('Enter');
  expect(await worker.getByLabel('What was agreed to keep the client safe').inputValue()).toContain('lock');
  await accessible(worker);
  const [year, month, day] = at.tomorrow.split('-').map(Number);
  const lastDay = [day, month, year].join('/');
  await worker.getByLabel('Last day they may look at it').fill(lastDay);
  await press(worker, 'Let them look at it');
  await worker.getByRole('heading', { name: 'Who looked at it' }).waitFor();
  await worker.locator('summary', { hasText: 'Put in an address' }).press('Enter');
  await worker.getByLabel('Which address?').selectOption({ index: 1 });
  await worker.getByLabel('The client agrees that this address goes to them').press('Space');
  await worker.getByLabel('Why do they need to know where it is?').fill('Invented: to fit the lock there.');
  await accessible(worker);
  await press(worker, 'Put it in');
  await worker.getByText('The client: home', { exact: true }).waitFor();

  const partner = await pageOf(reed.person.userId);
  await partner.goto(base);
  await partner.getByRole('heading', { name: 'Shared with you', exact: true }).waitFor();
  await accessible(partner);
  await partner.locator('main li a').press('Enter');
  await partner.getByText('Invented: a stronger lock.').waitFor();
  await partner.getByText('1 Invented Hidden Street').waitFor();
  await accessible(partner);

  await worker.reload();
  await worker.getByText(/^Invented Reed, /).waitFor();
  await press(worker, 'End it now');
  await worker.getByText('We asked for it back').first().waitFor();
  expect((await partner.reload())?.status()).toBe(404);
});
