import type { Browser, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import { accessibilityFaults, openBrowser } from '../support/browser.js';
import { Given } from '../support/given.js';
import { givenAReferral } from '../support/given-cases.js';
import { aReferralForm, someone } from '../support/referral-forms.js';
import { givenAService, type GivenService } from '../support/given-service.js';

let house: TestApp;
let service: GivenService;
let browser: Browser;
let base: string;

beforeAll(async () => {
  house = await startApp('2026-03-04T20:00:00Z');
  service = await givenAService(house);
  await house.app.listen(0, '127.0.0.1');
  base = await house.app.getUrl();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await house.stop();
});

async function pageOf(userId: string): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 375, height: 800 } })).newPage();
  const [name = '', value = ''] = (await house.cookieOf(userId)).split('=');
  await page.context().addCookies([{ name, value, url: base }]);
  return page;
}

/** Nothing that axe finds, and nothing wider than the telephone. */
async function sound(page: Page): Promise<void> {
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
}

it('somebody is tried three times, called impossible to reach, and whoever referred is not told', async () => {
  const given = { ...service, by: service.advocate, on: '2026-03-02' };
  const { referralId } = await givenAReferral(house.database.owner, given);
  const page = await pageOf(service.supervisor.userId);
  for (const [on, at] of [
    ['2/3/2026', '11:00'],
    ['3/3/2026', '15:00'],
    ['4/3/2026', '18:30'],
  ] as const) {
    await page.goto(`${base}/referrals/${referralId}`);
    await page.getByRole('link', { name: 'Record a contact attempt' }).press('Enter');
    await page.getByLabel('Day of the attempt').fill(on);
    await page.getByLabel('Time of the attempt').fill(at);
    await page.getByLabel('How did you try?').selectOption('phone');
    await page.getByLabel('No answer').press('Space');
    if (on === '2/3/2026') await sound(page);
    await page.getByRole('button', { name: 'Save the attempt' }).press('Enter');
  }
  await page.getByRole('heading', { name: 'Attempts to reach them' }).waitFor();
  await sound(page);
  await page.getByRole('radio', { name: 'Unable to contact' }).press('Space');
  await page.getByRole('button', { name: 'Record the decision' }).press('Enter');
  await page.getByText('Decided by Demo Yarrow').waitFor();
  await page.getByRole('link', { name: 'Whether whoever referred may be told' }).press('Enter');
  await page.getByText('They may not be told. The person has not been asked.').waitFor();
  await sound(page);
  await page.locator('summary', { hasText: 'Record their answer' }).press('Enter');
  await page.getByLabel('Given', { exact: true }).press('Space');
  await page.getByLabel('By phone').press('Space');
  await page.getByRole('button', { name: 'Save the answer' }).press('Enter');
  await page.getByText('They may be told. The person agrees').waitFor();
  await sound(page);
});

it('a number that nobody verified is verified on the referral, and the attempt shows what may be said', async () => {
  const came = aReferralForm({ ...someone(), verifiedOn: undefined });
  const { body } = await (await house.as(service.advocate.userId)).post('/api/v1/referrals').send(came);
  const referralId = String(body.id);
  const page = await pageOf(service.advocate.userId);
  await page.goto(`${base}/referrals/${referralId}`);
  await page.getByText('Do not use: we have not verified it with the client').waitFor();
  await page.getByRole('link', { name: 'Verify it with the client' }).press('Enter');
  await page.getByLabel('Day you verified it with the client').fill('4/3/2026');
  await page.getByLabel('Who should we say we are? (optional)').fill('The library');
  await sound(page);
  await page.getByRole('button', { name: 'Save what the client said' }).press('Enter');
  await page.getByRole('link', { name: 'Record a contact attempt' }).press('Enter');
  await page.getByText('Say we are: The library').waitFor();
  await sound(page);
  for (const act of ['Say that it is less safe', 'It has changed', 'What was said before']) {
    await page.goto(`${base}/referrals/${referralId}`);
    await page.getByRole('link', { name: act }).press('Enter');
    await page.getByRole('link', { name: 'Back to the referral' }).waitFor();
    await sound(page);
  }
  await page.goto(`${base}/referrals/${referralId}`);
  await page.getByRole('link', { name: 'Add a way to reach the client' }).press('Enter');
  await page.getByLabel('How can the client be reached?').waitFor();
  await sound(page);
});

it('a target of a contract is proposed by one person and approved by another', async () => {
  const given = new Given(house.database.owner);
  const funder = await given.organisation('commissioner', 'Demo Commissioner');
  const contract = await given.contract(funder, service.organisation, ['E23000033']);
  const admin = await pageOf((await given.staff('admin', service.organisation)).userId);
  await admin.goto(`${base}/contracts/${contract}/changes/new`);
  await sound(admin);
  await admin.getByLabel('What does it time?').selectOption('first_attempt');
  await admin.getByLabel('Within how many hours').fill('24');
  await admin.getByLabel('Hours as they pass').press('Space');
  await admin.getByLabel('In what share of referrals').fill('90');
  await admin.getByRole('button', { name: 'Propose this target' }).press('Enter');
  await admin.getByText('Waits for approval').waitFor();
  await admin.goto(`${base}/contracts/${contract}/staffing`);
  await admin.getByLabel('Advocates').press('Space');
  await admin.getByLabel('How many full-time equivalents?').fill('2.5');
  await admin.getByLabel('First day').fill('1/3/2026');
  await admin.getByRole('button', { name: 'Record them' }).press('Enter');
  await admin.getByText('2.5 advocates').first().waitFor();
  await sound(admin);
  const supervisor = await pageOf(service.supervisor.userId);
  await supervisor.goto(`${base}/contracts/${contract}`);
  await sound(supervisor);
  await supervisor.getByRole('button', { name: 'Approve' }).press('Enter');
  await supervisor.getByText('within 24 hours in 90% of referrals').waitFor();
  await sound(supervisor);
});
