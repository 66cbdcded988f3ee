import type { Browser, Page } from 'playwright-core';
import { accessibilityFaults, openBrowser } from '../support/browser.js';
import { Given } from '../support/given.js';
import { givenAnAgency } from '../support/given-sharing.js';
import { openBothSides, type BothSides } from '../safeguards/both-sides.js';

let desk: BothSides;
let browser: Browser;
let page: Page;
let base: string;

beforeAll(async () => {
  desk = await openBothSides();
  const name = 'Invented children’s services';
  await givenAnAgency(desk.house.database.owner, desk.advocate, { name, kind: 'childrens_services' });
  await desk.house.app.listen(0, '127.0.0.1');
  base = await desk.house.app.getUrl();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await desk.house.stop();
});

const as = async (userId: string) => {
  page = await (await browser.newContext({ viewport: { width: 375, height: 800 } })).newPage();
  const [cookie = '', value = ''] = (await desk.house.cookieOf(userId)).split('=');
  await page.context().addCookies([{ name: cookie, value, url: base }]);
};
const accessible = async () => {
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
};
const press = (name: string) => page.getByRole('button', { name, exact: true }).press('Enter');
const choose = (group: string | RegExp, label: string) =>
  page.getByRole('group', { name: group }).getByLabel(label, { exact: true }).press('Space');

it('a child, a concern for them and one about capacity are recorded by the keyboard, on a phone', async () => {
  const { caseId } = await desk.aCase();
  await as(desk.advocate.userId);
  await page.goto(`${base}/cases/${caseId}/people`);
  await accessible();
  await page.getByRole('link', { name: 'Record a child' }).press('Enter');
  await press('Save');
  await accessible();
  await page.getByLabel('Full name').fill('Demo Sprig');
  await choose('What are they to the case?', 'A child of both');
  await page.getByLabel('Or age in years').fill('8');
  await press('Save');
  await page.getByRole('link', { name: 'Demo Sprig' }).press('Enter');
  await page.getByText('8 on 3 March 2026').waitFor();
  await page.locator('summary', { hasText: 'Correct what is recorded' }).press('Enter');
  await accessible();
  await page.getByRole('link', { name: 'Record where they live or go to school' }).press('Enter');
  await accessible();
  await page.goto(`${base}/cases/${caseId}/share-overrides/new`);
  const { body } = await (await desk.house.as(desk.supervisor.userId)).get('/api/v1/agencies');
  const override = { agencyId: body.agencies[0].id, basis: 'safeguarding', why: 'Invented.' };
  await desk.post(desk.advocate, `/cases/${caseId}/share-overrides`, override);
  await page.goto(`${base}/cases/${caseId}/concerns/new`);
  await accessible();
  await page.getByLabel('Which social care?').selectOption({ label: 'Invented children’s services' });
  await press('See whether it may be shared');
  await choose('Who is the concern about?', 'A child');
  await page.getByLabel('What is the concern?').fill('Invented: afraid at night.');
  await page.getByLabel('Children of the household').press('Space');
  await page.getByLabel('Who does it go to?').fill('Invented Reed');
  await page.getByLabel('What do they do there?').fill('Duty');
  await page.getByLabel('Said at a meeting').press('Space');
  await page.getByLabel('Last day they may keep or use it').fill('31/5/2026');
  await page.getByLabel('Day by which to ask what came of it').fill('10/3/2026');
  await accessible();
  await press('Record the concern');
  await page.getByText('To be followed up by Tuesday 10 March 2026').waitFor();
  await accessible();
  await page.goto(`${base}/cases/${caseId}/capacity-concerns/new`);
  await press('Record the concern');
  await accessible();
});

it('a supervisor decides who is the victim by the keyboard, on a phone', async () => {
  await desk.bothSides();
  await as(desk.supervisor.userId);
  await page.goto(`${base}/home`);
  await page.goto(`${base}/counter-allegations`);
  await accessible();
  await page.getByRole('link', { name: /Found on/ }).press('Enter');
  await accessible();
  await press('Save the decision');
  await accessible();
  await page.getByRole('link', { name: 'Select an answer to each' }).waitFor({ state: 'detached' });
  for (const group of await page.getByRole('group').all()) {
    const unclear = group.getByLabel('Cannot be told', { exact: true });
    if ((await unclear.count()) === 1) await unclear.press('Space');
  }
  await page.getByLabel('What do both records show?').fill('Invented: each fears the other.');
  await page.getByLabel('It cannot be told: both are safeguarded, apart').press('Space');
  await page.getByLabel('Why?').fill('Invented.');
  await press('Save the decision');
  await page.getByRole('heading', { name: 'What was decided' }).waitFor();
  await page.locator('summary', { hasText: 'What was considered' }).press('Enter');
  await accessible();
});

it('another home asks what became of the one before, by the keyboard, on a phone', async () => {
  const { caseId } = await desk.aCase();
  await as(desk.advocate.userId);
  const record = async (where: string) => {
    await page.goto(`${base}/cases/${caseId}/addresses/new`);
    await choose('Whose address is it?', 'The client');
    await choose('What is it?', 'Home');
    await page.getByLabel('Address', { exact: true }).fill(where);
    await accessible();
    await press('Save the address');
    await page.waitForURL(/addresses$/);
  };
  await record('1 Invented Row');
  await record('2 Invented Row');
  await page.getByText('Not known whether they are still there').waitFor();
  await accessible();
  await press('They are still there');
  await page.getByText('Not known whether they are still there').waitFor({ state: 'detached' });
});

it('a complaint is recorded and answered by the keyboard, on a phone', async () => {
  const given = new Given(desk.house.database.owner);
  const funder = await given.organisation('commissioner', 'Demo Commissioner');
  const contract = await given.contract(funder, desk.supervisor.organisationId, ['E23000033']);
  await as(desk.supervisor.userId);
  await page.goto(`${base}/home`);
  await page.getByText('Cases for each full-time advocate').waitFor();
  await accessible();
  await page.goto(`${base}/contracts/${contract}`);
  await accessible();
  await page.getByRole('link', { name: 'All complaints, and to record one' }).press('Enter');
  await press('Record the complaint');
  await accessible();
  await choose('What is it about?', 'How long something took');
  await choose('Who complained?', 'A client, or somebody for them');
  await page.getByLabel('When was it received?').fill('2/2/2026');
  await press('Record the complaint');
  await choose('What was done?', 'Answered');
  await page.getByLabel('On which day?').fill('2/3/2026');
  await press('Record it');
  await page.getByRole('link', { name: 'Select whether it was upheld' }).waitFor();
  await choose('If it was answered: was it upheld?', 'Upheld');
  await press('Record it');
  await page.getByText('2 March 2026: the contract sets no day').first().waitFor();
  await accessible();
});
