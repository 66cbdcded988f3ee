import type { Browser, Page } from 'playwright-core';
import { demoPassword } from '../../src/demo/world.js';
import type { Role } from '../../src/kernel/actor.js';
import type { TestApp } from './app.js';
import { accessibilityFaults } from './browser.js';
import { demoStaff } from './demo.js';
import { codeOf } from './signing-in.js';

/** People of the demo at their browsers; axe looks at every page they come to. */
export class Browsing {
  constructor(
    private readonly house: TestApp,
    private readonly browser: Browser,
    private readonly base: string,
  ) {}

  /** Signs someone of a role in as they would themselves. */
  async as(role: Role, place = 0): Promise<Page> {
    const id = (await demoStaff(this.house, role))[place];
    const { rows } = await this.house.database.owner.query<{ email: string }>(
      'SELECT email FROM staff WHERE id = $1',
      [id],
    );
    const context = await this.browser.newContext({ viewport: { width: 1280, height: 900 } });
    context.setDefaultTimeout(10_000);
    const page = await context.newPage();
    await page.goto(`${this.base}/sign-in`);
    await page.getByLabel('Email address').fill(rows[0]?.email ?? '');
    await page.getByLabel('Password').fill(demoPassword);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByLabel('Code').fill(await codeOf(this.house, id ?? ''));
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.waitForURL('**/home');
    return page;
  }

  /** Goes to a page, which must be there and have nothing for axe to find. */
  async visit(page: Page, path: string): Promise<void> {
    const answer = await page.goto(`${this.base}${path}`);
    expect([path, answer?.status()]).toEqual([path, 200]);
    expect([path, await accessibilityFaults(page)]).toEqual([path, []]);
  }
}

/** Fills the fields of the form on the page, whatever kind each is, presses its button, and finds no fault on the next page. */
export async function send(
  page: Page,
  button: string,
  fields: Readonly<Record<string, string>> = {},
): Promise<void> {
  for (const [name, value] of Object.entries(fields)) await fill(page, name, value);
  await page.getByRole('button', { name: button }).first().click();
  await page.waitForLoadState();
  expect(await page.locator('.govuk-error-summary').allInnerTexts()).toEqual([]);
  expect([page.url(), await accessibilityFaults(page)]).toEqual([page.url(), []]);
}

async function fill(page: Page, name: string, value: string): Promise<void> {
  const field = page.locator(`[name="${name}"]`).first();
  const [tag, type] = await field.evaluate((element) => [element.tagName, element.getAttribute('type')]);
  if (tag === 'SELECT') await field.selectOption(value);
  else if (type === 'radio' || type === 'checkbox')
    await page.locator(`[name="${name}"][value="${value}"]`).first().check();
  else await field.fill(value);
}

/** The path of the page one is on. */
export function pathOf(page: Page): string {
  return new URL(page.url()).pathname;
}
