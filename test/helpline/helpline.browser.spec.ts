import type { Browser } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import { openBrowser } from '../support/browser.js';
import { Browsing, send } from '../support/browsing.js';
import { fillHouse } from '../support/demo.js';

let house: TestApp;
let browser: Browser;

beforeAll(async () => {
  house = await startApp('2021-03-22T10:00:00Z');
  await fillHouse(house, { cases: 5, today: '2021-03-22' });
  await house.app.listen(0, '127.0.0.1');
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await house.stop();
});

it('a count is entered, pasted and looked at, on pages that anyone can use', async () => {
  const browsing = new Browsing(house, browser, await house.app.getUrl());
  const page = await browsing.as('advocate');
  await browsing.visit(page, '/helpline');
  await browsing.visit(page, '/helpline/counts');
  const how = { channel: 'phone', whyUnknown: 'not_recorded', countedBy: 'by_hand' };
  const counts = { ...how, onDay: '22/3/2021', fromHour: '9', presented: '3', answered: '2' };
  await send(page, 'Record the count', counts);
  expect(await page.locator('main').innerText()).toContain('22 March 2021');
  await browsing.visit(page, '/helpline/sheet');
  await send(page, 'Record the counts', {
    sheet: 'day,channel,answered,why_unknown,counted_by\n1/4/2020,web_chat,2,not_kept,afterwards',
  });
  expect(await page.locator('main').innerText()).toContain('April 2020');
});
