import type { Browser } from 'playwright-core';
import { accessibilityFaults, openBrowser } from '../support/browser.js';
import { openWorkersDesk, type WorkersCase, type WorkersDesk } from './workers-desk.js';

/** The pages on which a supervisor says who has which case, and the day of whoever covers one. */
let desk: WorkersDesk;
let kase: WorkersCase;
let absence: string;
let browser: Browser;
let base: string;

beforeAll(async () => {
  desk = await openWorkersDesk();
  const { supervisor, advocate, colleague } = desk;
  kase = await desk.aCaseOf(advocate);
  await desk.aCaseOf(advocate);
  const carries = { fromOn: '2026-03-01', ftePercent: 60, fullWeight: 40 };
  await desk.api(supervisor, `/workers/${colleague.userId}/capacities`, carries);
  await desk.api(supervisor, `/workers/${colleague.userId}/abilities`, { abilities: ['polish', 'housing'] });
  await desk.api(supervisor, `/cases/${kase.caseId}/needs`, { abilities: ['polish'] });
  const days = { fromOn: '2026-03-03', toOn: '2026-03-06', reason: 'leave' };
  absence = String((await desk.api(supervisor, `/workers/${advocate.userId}/absences`, days)).body['id']);
  await desk.api(supervisor, `/absences/${absence}/cover`, { takers: { [kase.caseId]: colleague.userId } });
  await desk.house.app.listen(0, '127.0.0.1');
  base = await desk.house.app.getUrl();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await desk.house.stop();
});

it.each([375, 1280])(
  'every page of workers fits a screen of %i pixels, and axe finds nothing on it',
  async (width) => {
    const away = desk.advocate.userId;
    const places = [
      [
        desk.supervisor,
        [
          '/workers',
          `/workers/${away}`,
          `/workers/${away}/capacity`,
          `/workers/${away}/leaving/new`,
          `/absences/${absence}`,
          `/cases/${kase.caseId}/allocation/new`,
          `/cases/${kase.caseId}/needs`,
        ],
      ],
      [desk.colleague, ['/home']],
    ] as const;
    for (const [who, paths] of places) {
      const context = await browser.newContext({ viewport: { width, height: 900 } });
      const [name = '', value = ''] = (await desk.house.cookieOf(who.userId)).split('=');
      await context.addCookies([{ name, value, url: base }]);
      const page = await context.newPage();
      for (const path of paths) {
        await page.goto(`${base}${path}`);
        const beyond = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
        // Axe takes its time, and finds the same on a narrow screen.
        const faults = width > 400 ? await accessibilityFaults(page) : [];
        expect([path, beyond, faults]).toEqual([path, 0, []]);
      }
    }
  },
);

it('a caseload is handed over by the keyboard alone, without a script', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const [name = '', value = ''] = (await desk.house.cookieOf(desk.supervisor.userId)).split('=');
  await context.addCookies([{ name, value, url: base }]);
  const page = await context.newPage();
  await page.goto(`${base}/workers/${desk.advocate.userId}/leaving/new?to=${desk.colleague.userId}`);
  await page.getByRole('button', { name: /end what Demo Campion can see/ }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('2 cases went to others').waitFor();
  expect(await desk.hasNow(kase.caseId)).toBe(desk.colleague.userId);
});
