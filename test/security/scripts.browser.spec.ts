import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { roles, type Role } from '../../src/kernel/actor.js';
import { Log } from '../../src/platform/log.js';
import { startApp, type TestApp } from '../support/app.js';
import { openBrowser } from '../support/browser.js';
import { pagesOf } from '../support/pages.js';
import { sized } from '../support/size.js';
import { fillWholeHouse } from '../support/whole-house.js';
import { scripts } from './scripts.js';
import { textEverywhere, type TextColumn } from './text-everywhere.js';

let house: TestApp;
let browser: Browser;
let base: string;
let filled: TextColumn[];
let staff: ReadonlyMap<Role, string>;
const log: string[] = [];
beforeAll(async () => {
  house = await startApp();
  staff = await fillWholeHouse(house, sized(40, 200)); // before the names they are found by go
  house.app.get(Log).writeTo({ write: (line) => log.push(line) });
  filled = await textEverywhere(house.database.owner, scripts);
  await house.app.listen(0);
  base = `http://localhost:${String((house.app.getHttpServer().address() as AddressInfo).port)}`;
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await house.stop();
});

const reports = () => log.filter((line) => line.includes('page.policy_broken'));

async function windowOf(session: string): Promise<{ page: Page; context: BrowserContext; ran: string[] }> {
  const context = await browser.newContext();
  await context.addCookies([{ name: 'session', value: session, url: base }]);
  const page = await context.newPage();
  const ran: string[] = [];
  page.on('dialog', (dialog) => {
    ran.push(`${page.url()} ${dialog.message()}`);
    void dialog.dismiss();
  });
  return { page, context, ran };
}

/** What there is on the page that no template of ours makes. As text: the tests' own types know no page. */
const foreign = `[
  ...document.querySelectorAll('script:not([src]), iframe, object, embed, base, style, [srcdoc], [href^="javascript" i], [src="x"]'),
  ...[...document.querySelectorAll('*')].filter((each) => each.getAttributeNames().some((name) => name.startsWith('on'))),
].map((each) => each.outerHTML.slice(0, 80)).concat('ran' in window ? ['ran'] : [])`;

it('sixty scripts are where words are', () => {
  expect(scripts.length).toBeGreaterThanOrEqual(60);
  expect(filled.length).toBeGreaterThan(12);
});

it.each(roles.map(({ code }) => code))(
  'none of them runs on a page of a %s, and each reads as it was typed',
  async (role: Role) => {
    const session = await house.session(staff.get(role) ?? '');
    const { page, context, ran } = await windowOf(session);
    const found: string[] = [];
    let words = 0;
    const pages = await pagesOf(house, session, { each: sized(1, 3) });
    for (const { path } of pages) {
      await page.goto(base + path);
      const here = await page.evaluate<string[]>(foreign);
      found.push(...here.map((what) => `${path} ${what}`));
      const shown = await page.locator('body').innerText();
      words += scripts.filter((script) => shown.includes(script.replaceAll('\t', ' '))).length;
    }
    await context.close();
    expect({ found, ran, reports: reports() }).toEqual({ found: [], ran: [], reports: [] });
    expect(pages.length).toBeGreaterThan(3);
    expect(words).toBeGreaterThan(role === 'commissioner' ? 0 : 1);
  },
);

describe('and where a template forgot to escape', () => {
  it('the page’s policy would stop the script, and tell', async () => {
    const { page, context, ran } = await windowOf('none');
    const html = `<!doctype html><title>Work</title><p>${scripts.slice(0, 30).join('')}`;
    await page.route('**/forgetful', async (route) => {
      const { headers } = await fetch(`${base}/sign-in`);
      const policy = headers.get('content-security-policy') ?? '';
      await route.fulfill({
        body: html,
        contentType: 'text/html',
        headers: { 'content-security-policy': policy },
      });
    });
    await page.goto(`${base}/forgetful`);
    expect((await page.evaluate<string[]>(foreign)).length).toBeGreaterThan(5); // they are there, and do nothing
    expect(ran).toEqual([]);
    await page.waitForTimeout(1_000);
    expect(reports().length).toBeGreaterThan(0);
    expect(reports().join('')).not.toContain('alert');
    await context.close();
  });

  it('the date picker makes its own markup all the same', async () => {
    const { page, context } = await windowOf(await house.session(staff.get('advocate') ?? ''));
    const before = reports().length;
    await page.goto(`${base}/referrals/new`);
    await page.getByRole('button', { name: 'Choose date' }).first().click();
    expect(await page.getByRole('dialog').first().getByRole('button').count()).toBeGreaterThan(30);
    expect(reports().length).toBe(before);
    await context.close();
  });

  it('text does not become markup by any script of ours', async () => {
    const { page, context, ran } = await windowOf('none');
    await page.goto(`${base}/sign-in`);
    const left = await page.evaluate<string[]>(`(() => {
      const place = document.createElement('div');
      document.body.append(place);
      return ${JSON.stringify(scripts)}.filter((text) => {
        place.innerHTML = text;
        return place.querySelector('script, img, iframe, [onload], [onerror]') !== null;
      });
    })()`);
    expect(left).toEqual([]);
    expect(ran).toEqual([]);
    await context.close();
  });
});
