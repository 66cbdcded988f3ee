import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import { accessibilityFaults, openBrowser } from '../support/browser.js';
import { givenAService } from '../support/given-service.js';
import { givenADesk } from './given-desk.js';
import { aSelfForm } from './visitor.js';

/** Somebody at a browser that may be looked at: by themselves, and then whoever comes after them. */
let house: TestApp;
let browser: Browser;
let base: string;
let desk: string;
const elsewhere = 'https://www.bbc.co.uk/weather';

beforeAll(async () => {
  house = await startApp();
  desk = await givenADesk(house, await givenAService(house));
  await house.app.listen(0);
  const { port } = house.app.getHttpServer().address() as AddressInfo; // it listens on a port
  base = `http://localhost:${String(port)}`;
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await house.stop();
});

/** A browser for which the outside world is one page, and which keeps what it was asked for. */
async function opened(options: { javaScriptEnabled?: boolean } = {}) {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(15_000);
  const asked: { url: string; referrer: string | undefined }[] = [];
  await context.route('**/*', (route) => {
    const request = route.request();
    asked.push({ url: request.url(), referrer: request.headers()['referer'] });
    return request.url().startsWith(base)
      ? route.continue()
      : route.fulfill({ contentType: 'text/html', body: '<title>Weather</title>Weather' });
  });
  const page = await context.newPage();
  await page.goto('about:blank');
  return { context, page, asked };
}

async function throughToTheForm(page: Page): Promise<void> {
  await page.goto(`${base}${desk}`);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'It is safe: continue' }).click();
  await page.getByRole('link', { name: 'For yourself' }).click();
  await page.waitForURL('**/self');
}

async function fillIn(page: Page): Promise<void> {
  const { fullName = '', whatHappened = '', value = '', policeArea = '', channel = '' } = aSelfForm();
  await page.locator('[name="fullName"]').fill(fullName);
  await page.locator('[name="whatHappened"]').fill(whatHappened);
  await page.locator('[name="value"]').fill(value);
  await page.locator('[name="policeArea"]').selectOption(policeArea);
  await page.locator('[name="channel"]').selectOption(channel);
  await page.locator('[name="agreed"][value="given"]').check();
}

const cookiesOf = async (context: BrowserContext) => (await context.cookies()).map(({ name }) => name);

it.each([true, false])(
  'with scripts %s, a form is reached, sent, and answered with two codes',
  async (scripts) => {
    const { page, context, asked } = await opened({ javaScriptEnabled: scripts });
    await page.goto(`${base}${desk}/choice`);
    expect(await cookiesOf(context)).toEqual([]);
    await throughToTheForm(page);
    expect(await cookiesOf(context)).toEqual(['visit']);
    await fillIn(page);
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('heading', { name: 'It has been sent' }).waitFor();
    expect(await page.title()).toBe('Work');
    expect(asked.filter(({ url }) => !url.startsWith(base))).toEqual([]);
    await context.close();
  },
);

it('every page has nothing for axe to find, the exit, one title and no name of ours', async () => {
  const { page, context } = await opened();
  const pages = ['', '/device', '/choice', '/self', '/on_behalf', '/professional', '/receipt'];
  for (const path of pages) {
    const answer = await page.goto(`${base}${desk}${path}`);
    const shown = [await page.title(), await page.getByRole('button', { name: 'Exit this page' }).count()];
    expect([path, answer?.status(), ...shown]).toEqual([path, 200, 'Work', 1]);
    expect([path, answer?.headers()['cache-control'], answer?.headers()['x-robots-tag']]).toEqual([
      path,
      'no-store',
      'none',
    ]);
    expect([path, await accessibilityFaults(page)]).toEqual([path, []]);
    // A professional says where they work, and that may be a service with such a name.
    if (path !== '/professional')
      expect(await page.locator('body').innerText()).not.toMatch(
        /larkspur|stalk|victim|abuse|refer(red|ral)/i,
      );
  }
  await context.close();
});

it('a form with a fault lists it, and keeps what was typed', async () => {
  const { page, context } = await opened();
  await page.goto(`${base}${desk}/self`);
  await page.locator('[name="fullName"]').fill('Invented Kept');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.locator('.govuk-error-summary').waitFor();
  expect(await page.locator('[name="fullName"]').inputValue()).toBe('Invented Kept');
  expect(await accessibilityFaults(page)).toEqual([]);
  await context.close();
});

it.each([
  ['the button', (page: Page) => page.getByRole('button', { name: 'Exit this page' }).click()],
  ['Escape', (page: Page) => page.keyboard.press('Escape')],
])('%s leaves at once without saying from where, and Back shows nothing of ours', async (_, leave) => {
  const { page, context, asked } = await opened();
  await throughToTheForm(page);
  await fillIn(page);
  await leave(page);
  await page.waitForURL(elsewhere);
  expect(asked.filter(({ url }) => url === elsewhere).map(({ referrer }) => referrer)).toEqual([undefined]);
  await page.goBack();
  await page.waitForTimeout(500);
  expect(page.url()).not.toContain(base);
  await context.close();
});

it('Shift three times leaves, and whoever goes back is taken away again', async () => {
  const { page, context } = await opened();
  await throughToTheForm(page);
  for (let times = 0; times < 3; times += 1) await page.keyboard.press('Shift');
  await page.waitForURL(elsewhere);
  await page.goBack();
  await page.waitForURL((url) => !url.href.startsWith(base));
  await context.close();
});

it('without scripts the exit is a link, and Back shows an empty form', async () => {
  const { page, context, asked } = await opened({ javaScriptEnabled: false });
  await throughToTheForm(page);
  await fillIn(page);
  await page.getByRole('button', { name: 'Exit this page' }).click();
  await page.waitForURL(elsewhere);
  expect(asked.at(-1)?.referrer).toBeUndefined();
  await page.goBack();
  await page.waitForURL('**/self');
  expect(await page.locator('[name="fullName"]').inputValue()).toBe('');
  expect(await page.locator('[name="whatHappened"]').inputValue()).toBe('');
  await context.close();
});
