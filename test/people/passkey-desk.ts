import type { Browser, Page } from 'playwright-core';
import type { Person } from '../../src/kernel/actor.js';
import { startApp, type TestApp } from '../support/app.js';
import { freePort, VirtualAuthenticator } from '../support/authenticator.js';
import { accessibilityFaults, openBrowser } from '../support/browser.js';
import { Given } from '../support/given.js';
import { givenPassword } from '../support/signing-in.js';

/** Supervisors of a service at browsers that hold passkeys, which are bound to where this house listens. */
export class PasskeyDesk {
  private constructor(
    readonly house: TestApp,
    readonly base: string,
    private readonly browser: Browser,
    readonly organisation: string,
  ) {}

  static async open(): Promise<PasskeyDesk> {
    const port = await freePort();
    const base = `http://localhost:${String(port)}`;
    const house = await startApp('2026-03-03T10:00:00Z', { publicUrl: base });
    await house.app.listen(port);
    const organisation = await new Given(house.database.owner).organisation();
    return new PasskeyDesk(house, base, await openBrowser(), organisation);
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.house.stop();
  }

  someone(): Promise<Person> {
    return new Given(this.house.database.owner).staff('supervisor', this.organisation, { password: true });
  }

  async atABrowser(): Promise<{ page: Page; authenticator: VirtualAuthenticator }> {
    await this.house.database.owner.query('DELETE FROM sign_in_attempt');
    const context = await this.browser.newContext({ viewport: { width: 1280, height: 900 } });
    context.setDefaultTimeout(10_000);
    const page = await context.newPage();
    return { page, authenticator: await VirtualAuthenticator.for(page) };
  }

  async firstStep(page: Page, person: Person): Promise<void> {
    await page.goto(`${this.base}/sign-in`);
    await page.getByLabel('Email address').fill(await new Given(this.house.database.owner).emailOf(person));
    await page.getByLabel('Password').fill(givenPassword);
    await press(page, 'Sign in');
    await page.waitForLoadState();
  }

  /** Someone who has just set a passkey up, and so is in. */
  async withAPasskey(page: Page): Promise<Person> {
    const person = await this.someone();
    await this.firstStep(page, person);
    await setUpAPasskey(page, 'Key');
    await page.getByRole('heading', { name: 'Your recovery codes' }).waitFor();
    return person;
  }

  /** Someone whose passkey is set up, signed out again and at the page that asks for it. */
  async askedForTheirs(page: Page): Promise<Person> {
    const person = await this.withAPasskey(page);
    await page.goto(`${this.base}/home`);
    await signOut(page);
    await this.firstStep(page, person);
    await press(page, 'Use a passkey');
    return person;
  }
}

/** To one's work, or to what one must be told first. */
export const isIn = /\/(home|account)$/;
export const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
export const heading = (page: Page) => page.getByRole('heading', { level: 1 }).innerText();
export const pathOf = (page: Page) => new URL(page.url()).pathname;

export async function setUpAPasskey(page: Page, name: string): Promise<void> {
  await press(page, 'Set up a passkey');
  await page.getByLabel('What do you call it?').fill(name);
  await press(page, 'Set up the passkey');
}

export async function signOut(page: Page): Promise<void> {
  await press(page, 'Sign out');
  await page.waitForURL('**/sign-in');
}

/** Neither on a telephone's width nor on a desk's does axe find anything, or anything stick out. */
export async function isAccessible(page: Page): Promise<void> {
  for (const width of [375, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    const wide = await page.evaluate('document.documentElement.scrollWidth > window.innerWidth');
    expect([page.url(), width, wide, await accessibilityFaults(page)]).toEqual([
      page.url(),
      width,
      false,
      [],
    ]);
  }
}
