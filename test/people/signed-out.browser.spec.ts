import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../support/browser.js';
import { Doorstep } from './doorstep.js';

/** Whoever sits down at a browser after somebody signed out, and presses Back. */
let door: Doorstep;
let browser: Browser;
let port: number;
beforeAll(async () => {
  door = await Doorstep.open();
  await door.house.app.listen(0);
  ({ port } = door.house.app.getHttpServer().address() as AddressInfo); // it listens on a port
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await door.house.stop();
});

const signOut = (page: Page) => page.getByRole('button', { name: 'Sign out' });

/** A page of somebody's who is signed in. */
async function openPage(base: string): Promise<Page> {
  const person = await door.someone();
  const context = await browser.newContext();
  await context.addCookies([{ name: 'session', value: await door.house.session(person.userId), url: base }]);
  const page = await context.newPage();
  await page.goto(`${base}/account`);
  expect(await signOut(page).count()).toBe(1);
  return page;
}

/** Signs out from a page of somebody's and goes back to it. */
async function backAfterSigningOut(base: string): Promise<Page> {
  const page = await openPage(base);
  await signOut(page).click();
  await page.waitForURL('**/sign-in');
  await page.goBack();
  return page;
}

/** As Larkspur without its word that nothing is to be kept. */
async function forgetful(): Promise<{ base: string; server: Server }> {
  const server = createServer((asked, answer) => {
    const { method, headers, url: path } = asked;
    const passedOn = request({ port, host: '127.0.0.1', method, path, headers }, (told) => {
      const { 'cache-control': _kept, 'clear-site-data': _cleared, ...rest } = told.headers;
      answer.writeHead(told.statusCode ?? 500, { ...rest, 'cache-control': 'max-age=600' });
      told.pipe(answer);
    });
    asked.pipe(passedOn);
  });
  await new Promise<void>((listening) => server.listen(0, listening));
  return { server, base: `http://localhost:${String((server.address() as AddressInfo).port)}` }; // it listens on a port
}

it('is shown the way in, and nothing of what was on the page', async () => {
  const page = await backAfterSigningOut(`http://localhost:${String(port)}`);
  expect(new URL(page.url()).pathname).toBe('/sign-in');
  expect(await signOut(page).count()).toBe(0);
});

it('would be shown the page if browsers were allowed to keep it', async () => {
  const { base, server } = await forgetful();
  const page = await backAfterSigningOut(base);
  expect(new URL(page.url()).pathname).toBe('/account');
  expect(await signOut(page).count()).toBe(1);
  await page.close();
  server.closeAllConnections();
  server.close();
});

it.each([
  ['the button', (page: Page) => page.getByRole('button', { name: 'Exit this page' }).click()],
  [
    'Shift, three times',
    async (page: Page) => {
      for (let times = 0; times < 3; times += 1) await page.keyboard.press('Shift');
    },
  ],
])('nor is it after leaving quickly by %s', async (_, leave) => {
  const page = await openPage(`http://localhost:${String(port)}`);
  await page.route('https://www.bbc.co.uk/weather', (route) => route.fulfill({ body: 'Rain later' }));
  await leave(page);
  await page.waitForURL('https://www.bbc.co.uk/weather');
  await page.goBack();
  expect(new URL(page.url()).pathname).toBe('/sign-in');
  expect(await signOut(page).count()).toBe(0);
  await page.close();
});
