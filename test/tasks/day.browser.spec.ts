import type { Browser, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import { accessibilityFaults, openBrowser } from '../support/browser.js';
import { Given } from '../support/given.js';
import { givenACase } from '../support/given-cases.js';
import { givenABreach, givenAnOrder } from '../support/given-orders.js';
import { givenAService, type GivenService } from '../support/given-service.js';
import { givenATask } from '../support/given-tasks.js';

let house: TestApp;
let service: GivenService;
let caseId: string;
let browser: Browser;
let base: string;

beforeAll(async () => {
  house = await startApp('2026-03-05T10:00:00Z');
  service = await givenAService(house);
  const { owner } = house.database;
  const { advocate: by } = service;
  ({ caseId } = await givenACase(owner, { ...service, riskBand: 'high', reviewDueOn: '2026-03-04' }));
  await givenACase(owner, { ...service, on: '2026-03-03' });
  await givenATask(owner, { caseId, by });
  await givenABreach(owner, { orderId: await givenAnOrder(owner, { caseId, by }), state: 'possible' });
  await house.app.listen(0, '127.0.0.1');
  base = await house.app.getUrl();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await house.stop();
});

async function pageOf({ userId }: { userId: string }, width: number): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    javaScriptEnabled: width > 400,
  });
  const [name = '', value = ''] = (await house.cookieOf(userId)).split('=');
  await context.addCookies([{ name, value, url: base }]);
  context.setDefaultTimeout(10_000);
  return context.newPage();
}

async function look(page: Page, path: string): Promise<void> {
  await page.goto(`${base}${path}`);
  const beyond = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
  expect([path, beyond]).toEqual([path, 0]);
}

it.each([375, 1280])(
  'every page of tasks fits a screen of %i pixels, and axe finds nothing on it',
  async (width) => {
    const admin = await new Given(house.database.owner).staff('admin', service.organisation);
    const places = [
      [service.advocate, ['/home', `/cases/${caseId}/tasks`, `/cases/${caseId}/tasks/new`]],
      [service.supervisor, ['/home', '/blind-spots/breach', '/blind-spots/task_overdue', '/day']],
      [admin, ['/task-rules', '/task-rules/order_expiry/edit']],
    ] as const;
    for (const [who, paths] of places) {
      const page = await pageOf(who, width);
      for (const path of paths) {
        await look(page, path);
        // Axe itself needs JavaScript: what a narrow screen shows is looked at without.
        if (width > 400) expect([path, await accessibilityFaults(page)]).toEqual([path, []]);
      }
      await page.context().close();
    }
  },
);

it('a day is printed with what is to be done, and is gone through and done by the keyboard', async () => {
  const page = await pageOf(service.advocate, 1280);
  await page.goto(`${base}/home`);
  await page.emulateMedia({ media: 'print' });
  expect(await page.innerText('main')).toContain('Risk review');
  expect(await page.innerText('main')).not.toContain('Record a referral');
  const where = await page.evaluate(
    `getComputedStyle(document.querySelector('.larkspur-task a'), '::after').content`,
  );
  expect(where).toBe('none');
  await page.emulateMedia({ media: 'screen' });
  await page.getByRole('link', { name: /^Invented\./ }).press('Enter');
  await page.getByRole('button', { name: /^It is done/ }).press('Enter');
  await page.getByText('Done by Demo Campion').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.goto(`${base}/home`);
  expect(await page.getByText('Invented.').count()).toBe(0);
});
