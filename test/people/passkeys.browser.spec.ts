import { CONFIG, type Config } from '../../src/config.js';
import { CredentialLog } from '../../src/people/credential-log.js';
import { Passkeys } from '../../src/people/passkeys.js';
import { codeOf, givenAnApp } from '../support/signing-in.js';
import {
  heading,
  isAccessible,
  isIn,
  PasskeyDesk,
  pathOf,
  press,
  setUpAPasskey,
  signOut,
} from './passkey-desk.js';

let desk: PasskeyDesk;
beforeAll(async () => {
  desk = await PasskeyDesk.open();
});
afterAll(() => desk.close());

it('someone sets up a passkey as their second step, and signs in with it from then on', async () => {
  const { page } = await desk.atABrowser();
  const person = await desk.someone();
  await desk.firstStep(page, person);
  await isAccessible(page);
  await press(page, 'Set up a passkey');
  await isAccessible(page);
  await page.getByLabel('What do you call it?').fill('Work laptop');
  await press(page, 'Set up the passkey');
  await page.getByRole('heading', { name: 'Your recovery codes' }).waitFor();
  await isAccessible(page);
  await page.goto(`${desk.base}/account`);
  expect(await page.getByText('Work laptop: added on').count()).toBe(1);
  await isAccessible(page);
  await press(page, 'I have seen this');
  await signOut(page);

  await desk.firstStep(page, person);
  await isAccessible(page);
  await press(page, 'Use a passkey');
  await isAccessible(page);
  await press(page, 'Use your passkey');
  await page.waitForURL('**/home');
});

it('a passkey whose holder did not unlock it is refused, whatever the page was made to ask for', async () => {
  const { page, authenticator } = await desk.atABrowser();
  await desk.askedForTheirs(page);
  await authenticator.verifyHolder(false);
  await press(page, 'Use your passkey');
  await page.getByText('Your browser gave no passkey').waitFor();
  const unlocking = `document.querySelector('form[data-passkey]').dataset`;
  await page.evaluate(`${unlocking}.options = ${unlocking}.options.replace('"required"', '"discouraged"')`);
  await press(page, 'Use your passkey');
  await page.getByText('could not be used').first().waitFor();
  await authenticator.verifyHolder(true);
  await press(page, 'Use your passkey');
  await page.waitForURL(isIn);
});

it('an answer that was overheard is worth nothing a second time, nor for another account', async () => {
  const { page } = await desk.atABrowser();
  const person = await desk.askedForTheirs(page);
  const [overheard] = await Promise.all([
    page.waitForRequest('**/passkey/answer'),
    press(page, 'Use your passkey'),
  ]);
  await page.waitForURL(isIn);
  const passkey = new URLSearchParams(overheard.postData() ?? '').get('passkey') ?? '';
  expect(passkey).toContain('authenticatorData');
  await signOut(page);
  await desk.house.database.owner.query('UPDATE passkey SET counter = 0'); // so that only the challenge stands against it
  for (const who of [person, await desk.someone()]) {
    await desk.firstStep(page, who);
    const _csrf = await page.locator('[name="_csrf"]').first().inputValue();
    await page.request.post(`${desk.base}/sign-in/passkey`, { form: { _csrf } });
    const answer = await page.request.post(`${desk.base}/sign-in/passkey/answer`, {
      form: { _csrf, passkey },
    });
    expect([answer.status(), (await answer.text()).includes('could not be used')]).toEqual([422, true]);
    await page.goto(`${desk.base}/home`);
    expect(pathOf(page)).toBe('/sign-in');
  }
});

it('is bound to where Larkspur is: an answer given there opens nothing elsewhere', async () => {
  const { page } = await desk.atABrowser();
  const { userId: staffId, role, organisationId } = await desk.askedForTheirs(page);
  await page.route('**/passkey/answer', (route) => route.abort());
  const [sent] = await Promise.all([
    page.waitForRequest('**/passkey/answer'),
    press(page, 'Use your passkey'),
  ]);
  const passkey = new URLSearchParams(sent.postData() ?? '').get('passkey') ?? '';
  const config = { ...desk.house.app.get<Config>(CONFIG), publicUrl: 'https://larkspur.example.org' };
  const { rows } = await desk.house.database.owner.query<{ holder_hash: Buffer }>(
    `SELECT holder_hash FROM factor_challenge WHERE purpose = 'use_passkey' ORDER BY made_at DESC LIMIT 1`,
  );
  const holderHash = rows[0]?.holder_hash ?? Buffer.alloc(0);
  const claimant = { holderHash, staffId, email: '', role, organisationId };
  await expect(
    new Passkeys(desk.house.db, desk.house.app.get(CredentialLog), config).used(claimant, passkey),
  ).rejects.toThrow('could not be used');
});

it('where a service requires a passkey, an app lets its holder only add one, and nothing after that', async () => {
  const { page } = await desk.atABrowser();
  const person = await desk.someone();
  await givenAnApp(desk.house.database.owner, person);
  await desk.house.database.owner.query(
    `INSERT INTO sign_in_policy VALUES ($1, '{supervisor}') ON CONFLICT (organisation_id) DO UPDATE SET passkey_roles = '{supervisor}'`,
    [desk.organisation],
  );
  await desk.firstStep(page, person);
  await page.getByLabel('Code').fill(await codeOf(desk.house, person.userId));
  await press(page, 'Continue');
  expect(await heading(page)).toBe('Set up your second step');
  await page.goto(`${desk.base}/home`);
  expect(pathOf(page)).toBe('/sign-in');
  await page.goto(`${desk.base}/sign-in/set-up`);
  await setUpAPasskey(page, 'Key');
  await page.waitForURL(isIn);
  await signOut(page);

  await desk.firstStep(page, person);
  await page.getByLabel('Code').fill(await codeOf(desk.house, person.userId));
  await press(page, 'Continue');
  await page.getByText('That code is not right').first().waitFor();
  await press(page, 'Use a passkey');
  await press(page, 'Use your passkey');
  await page.waitForURL(isIn);
  await desk.house.database.owner.query('DELETE FROM sign_in_policy');
});

it('a step-up is answered by a passkey too, and every page of it can be used by everyone', async () => {
  const { page } = await desk.atABrowser();
  const person = await desk.withAPasskey(page);
  await desk.house.database.owner.query(
    `UPDATE session SET stepped_up_at = now() - interval '6 minutes' WHERE staff_id = $1`,
    [person.userId],
  );
  await page.goto(`${desk.base}/account`);
  await press(page, 'Set up an app');
  expect(await heading(page)).toBe('Show that it is still you');
  await isAccessible(page);
  await press(page, 'Use a passkey');
  await press(page, 'Use your passkey');
  await page.getByRole('heading', { name: 'Go on with what you were doing' }).waitFor();
  await isAccessible(page);
  await press(page, 'Go on');
  await page.getByRole('heading', { name: 'Set up an authenticator app' }).waitFor();
  await isAccessible(page);
});
