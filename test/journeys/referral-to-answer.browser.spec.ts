import type { Browser } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import { openBrowser } from '../support/browser.js';
import { Browsing, pathOf, send } from '../support/browsing.js';
import { demoStaff, fillHouse, freezeWhatIsDue } from '../support/demo.js';
import { realLetter } from '../support/given-foi.js';
import { answers } from '../support/given-risk.js';

/** The thread of the whole product once more, in the pages, by people at their browsers. */
let house: TestApp;
let browser: Browser;
let browsing: Browsing;
let casePath: string;
let orderPath: string;

beforeAll(async () => {
  house = await startApp('2021-03-22T10:00:00Z');
  await fillHouse(house, { cases: 600, today: '2021-03-22' });
  await house.app.listen(0, '127.0.0.1');
  browser = await openBrowser();
  browsing = new Browsing(house, browser, await house.app.getUrl());
});
// Each by itself: where no browser would open, the house is still to be stopped.
afterAll(() => browser.close());
afterAll(() => house.stop());

// prettier-ignore
const referral = {
  fullName: 'Invented Journey', bornOn: '3/3/1991', receivedOn: '22/3/2021', receivedTime: '09:00', source: 'police',
  policeArea: 'E23000001', sex: 'female', relationship: 'ex_intimate', cyberElement: 'yes', reportedToPolice: 'yes',
  policeRecordedAs: 'stalking', contactConsent: 'given', contactConsentHow: 'through_referrer', supportConsent: 'not_asked',
  policeConsent: 'not_asked', channel: 'phone', value: '07700 900999', safe: 'yes', voicemailSafe: 'no', deviceWatched: 'no', withheldNumber: 'no', hours: 'any_time',
  verifiedOn: '22/3/2021',
  whatHappened: 'Invented: a tracker was found on the car.',
};

it('an advocate records a referral, and a supervisor accepts it from their board', async () => {
  const advocate = await browsing.as('advocate');
  await browsing.visit(advocate, '/referrals/new');
  await send(advocate, 'Record the referral', referral);

  const supervisor = await browsing.as('supervisor');
  await browsing.visit(supervisor, '/home');
  await browsing.visit(supervisor, '/blind-spots/referral_waiting');
  await browsing.visit(supervisor, pathOf(advocate));
  const [advocateId = ''] = await demoStaff(house, 'advocate');
  await send(supervisor, 'Record the decision', { decision: 'accept', advocateId });
  casePath = pathOf(supervisor);
  expect(casePath).toMatch(/^\/cases\//);
});

it('the client is reached by what is safe, and by nothing else', async () => {
  const advocate = await browsing.as('advocate');
  await browsing.visit(advocate, casePath);
  await advocate.getByRole('link', { name: 'Reach the client this way' }).first().click();
  await send(advocate, 'Make it', { kind: 'call_sheet' });
  const sheet = await advocate.locator('main').innerText();
  expect([sheet.includes('07700 900999'), sheet.includes('leave no voicemail')]).toEqual([true, true]);

  await browsing.visit(advocate, `${casePath}/contacts/new`);
  await send(advocate, 'Save the attempt', {
    on: '22/3/2021',
    at: '09:20',
    channel: 'phone',
    outcome: 'no_answer',
  });
  await browsing.visit(advocate, `${casePath}/contacts/new`);
  await send(advocate, 'Save the attempt', {
    on: '22/3/2021',
    at: '09:30',
    channel: 'phone',
    outcome: 'spoke_to_client',
  });
  expect(pathOf(advocate)).toBe(casePath);
  await browsing.visit(advocate, `${casePath}/consents/new`);
  await send(advocate, 'Save the answer', {
    purpose: 'support',
    value: 'given',
    how: 'by_phone',
    givenOn: '22/3/2021',
  });
});

it('where she is stands on no page until somebody says why, and what is asked for is on the day', async () => {
  const advocate = await browsing.as('advocate');
  await browsing.visit(advocate, `${casePath}/addresses/new`);
  await send(advocate, 'Save the address', { whose: 'client', kind: 'home', value: '1 Invented Street' });
  expect(await advocate.locator('main').innerText()).not.toContain('1 Invented Street');
  await advocate.getByRole('link', { name: /open/i }).first().click();
  await send(advocate, 'Open the address', {
    why: 'check',
    words: 'Invented: to read it back.',
    shownOn: 'screen',
  });
  expect(await advocate.locator('main').innerText()).toContain('1 Invented Street');

  const [advocateId = ''] = await demoStaff(house, 'advocate');
  await browsing.visit(advocate, `${casePath}/tasks/new`);
  const asked = { title: 'Invented: ask about the car.', dueOn: '22/3/2021', forStaff: advocateId };
  await send(advocate, 'Ask for it', asked);
  await browsing.visit(advocate, '/home');
  expect(await advocate.locator('main').innerText()).toContain('Invented: ask about the car.');
});

it('danger is told step by step, stands before everything, and is over when a supervisor says so', async () => {
  const advocate = await browsing.as('advocate');
  await browsing.visit(advocate, `${casePath}/danger`);
  await send(advocate, 'Save: 999', { police: 'done', incident: 'Invented 17' });
  await send(advocate, 'Save: what was agreed', { agreed: 'Invented: she stays with a friend tonight.' });
  const supervisor = await browsing.as('supervisor');
  await browsing.visit(supervisor, '/blind-spots/danger');
  await browsing.visit(supervisor, `${casePath}/danger`);
  await send(supervisor, 'It is over', { decision: 'with_police', why: 'Invented: he was arrested.' });
});

it('the risk is assessed by one and agreed by another', async () => {
  const advocate = await browsing.as('advocate');
  await browsing.visit(advocate, `${casePath}/assessments/new`);
  const answered = Object.entries(answers({ weapon: 'yes' })).map(
    ([code, answer]) => [`answers.${code}`, answer] as const,
  );
  await send(advocate, 'Save and submit', {
    mode: 'phone',
    ...Object.fromEntries(answered),
    professionalBand: 'high',
  });

  const supervisor = await browsing.as('supervisor');
  await browsing.visit(supervisor, '/reviews');
  await browsing.visit(supervisor, `${pathOf(advocate)}/review`);
  await send(supervisor, 'Record your review', { decision: 'agreed', reason: 'The weapon decides it.' });
});

it('an order is applied for, made, served and breached', async () => {
  const advocate = await browsing.as('advocate');
  await browsing.visit(advocate, `${casePath}/orders/new`);
  await send(advocate, 'Save the application', { appliedOn: '22/3/2021' });
  orderPath = pathOf(advocate);
  await browsing.visit(advocate, `${orderPath}/steps/new?act=make_full`);
  await send(advocate, 'Save', { on: '22/3/2021', lasting: 'fixed', expiresOn: '21/3/2023' });
  await browsing.visit(advocate, `${orderPath}/terms/new`);
  await send(advocate, 'Save the condition', {
    kind: 'prohibition',
    wording: 'Invented: no contact.',
    fromOn: '2021-03-22',
  });
  await browsing.visit(advocate, `${orderPath}/steps/new?act=serve`);
  await send(advocate, 'Save', { on: '22/3/2021' });
  expect(await advocate.locator('main').innerText()).toContain('24 March 2021');

  await browsing.visit(advocate, `${orderPath}/breaches/new`);
  await advocate.locator('[name="termIds"]').first().check();
  await send(advocate, 'Save the breach', {
    occurredOn: '22/3/2021',
    whatHappened: 'Invented: a call.',
    reportedToPolice: 'yes',
    reportedOn: '22/3/2021',
  });
  await browsing.visit(await browsing.as('supervisor'), '/blind-spots/breach');
});

it('the commissioner reads the return of the quarter once it is frozen', async () => {
  house.clock.set('2022-01-31T10:00:00Z');
  await freezeWhatIsDue(house);
  const commissioner = await browsing.as('commissioner');
  await browsing.visit(commissioner, '/returns');
  const link = commissioner.locator('main a[href$="/2020-Q4"]').first();
  await browsing.visit(commissioner, (await link.getAttribute('href')) ?? '');
  const cells = await commissioner.locator('td').allInnerTexts();
  expect(cells.filter((text) => /^[1-4]$/.test(text.trim()))).toEqual([]);
});

it('the letter is answered, approved by someone else, and open to everyone', async () => {
  const officer = await browsing.as('foi_officer');
  await browsing.visit(officer, '/foi/requests/new');
  const asked = {
    receivedOn: '31/1/2022',
    letter: realLetter('met-2022').text,
    requesterName: 'Invented Requester',
    requesterAddress: 'requester@demo.invalid',
  };
  await send(officer, 'Record the request', asked);
  await send(officer, 'Draft the answer');
  const answer = pathOf(officer);
  expect(await officer.locator('main').innerText()).toContain('2018/19');

  const other = await browsing.as('foi_officer', 1);
  await browsing.visit(other, answer);
  await send(other, 'Approve this edition');
  await browsing.visit(other, answer);
  await send(other, 'Release this edition');

  const anyone = await (await browser.newContext()).newPage();
  await browsing.visit(anyone, '/disclosure-log');
  await anyone.locator('main a[href^="/disclosure-log/"]').first().click();
  await anyone.waitForLoadState();
  const released = await anyone.locator('main').innerText();
  expect(released).toContain('2020/21');
  expect(released).not.toContain('Invented Requester');
});
