import { KnownDevices } from '../../src/people/known-devices.js';
import { SignIn } from '../../src/people/sign-in.service.js';
import { givenPassword, post } from '../support/signing-in.js';
import { fullSize } from '../support/size.js';
import { cookieIn, Doorstep, isIn, showCode, type Account, type Browser } from './doorstep.js';

/** Whoever tries passwords by the thousand, and the colleague who only wants to get to work meanwhile. */
let door: Doorstep;
let signing: SignIn;
beforeAll(async () => {
  door = await Doorstep.open();
  signing = door.house.app.get(SignIn);
});
afterAll(() => door.house.stop());
beforeEach(() => door.anew('2026-03-03T10:00:00Z'));

const wrong = (agent: Browser, email: string) =>
  post(agent, '/sign-in', { email, password: 'three other words' });
const tryRight = (agent: Browser, { email }: Account) =>
  post(agent, '/sign-in', { email, password: givenPassword });
const from = (number: number) => ({ address: `192.0.2.${String(number)}`, device: null });

async function deskOf(person: Account): Promise<Browser> {
  const desk = await door.signedIn(person);
  await post(desk, '/sign-out', {});
  return desk;
}

describe('whatever a stranger fails at', () => {
  it('a colleague signs in from their own desk, and from no other', async () => {
    const person = await door.someone();
    const desk = await deskOf(person);
    const stranger = door.browser();
    for (let tries = 0; tries < 40; tries += 1) await wrong(stranger, person.email);
    expect((await tryRight(door.browser(), person)).text).toContain('too many tries');
    expect(await isIn(await door.signedIn(person, desk))).toBe(true);
  });

  it('they can show their second step from there, though a stranger has their password and guesses at it', async () => {
    const person = await door.someone();
    const desk = await deskOf(person);
    for (let tries = 0; tries < 6; tries += 1) await door.show(person, 'a wrong one');
    expect((await door.show(person, await door.code(person))).text).toContain('too many tries');
    expect(await isIn(await door.signedIn(person, desk))).toBe(true);
  });

  it('a desk that fails by itself waits too', async () => {
    const person = await door.someone();
    const desk = await deskOf(person);
    for (let tries = 0; tries < 5; tries += 1) await wrong(desk, person.email);
    expect((await tryRight(desk, person)).text).toContain('too many tries');
  });
});

describe('the mark of a desk', () => {
  const asked = (cookie: string) => ({ headers: { cookie }, ip: '192.0.2.7' }) as never; // all of a request that is looked at
  const markFor = async (person: Account) => {
    const { agent } = await door.halfWay(person);
    return `device=${cookieIn(await showCode(agent, await door.code(person)), 'device')}`;
  };

  it('is of one account: another’s, a made-up one and a changed one are those of a stranger', async () => {
    const [person, other] = [await door.someone(), await door.someone()];
    const mark = await markFor(person);
    const devices = door.house.app.get(KnownDevices);
    const device = (cookie: string, { email }: { email: string }) =>
      devices.callerOf(asked(cookie), email).device;
    expect(device(mark, person)).toMatch(/^[\w-]{22}$/);
    expect(device(mark, other)).toBeNull();
    expect(device(`device=${'a'.repeat(22)}.${'b'.repeat(43)}`, person)).toBeNull();
    expect(
      device(
        mark.replace(/^device=./, (start) => (start.endsWith('A') ? 'device=B' : 'device=A')),
        person,
      ),
    ).toBeNull();
    expect(device('', person)).toBeNull();
  });
});

it('many passwords over many accounts from many addresses: no account has more than ten guesses in five minutes', async () => {
  const accounts = Array.from(
    { length: fullSize ? 200 : 6 },
    (_, index) => `nobody.${String(index)}@demo.invalid`,
  );
  const guesses = new Map<string, number>();
  for (let second = 0; second < 300; second += 10) {
    door.house.clock.set(new Date(Date.UTC(2026, 2, 3, 10, 0, second)).toISOString());
    for (const [index, email] of accounts.entries()) {
      const result = await signing.tryWith(email, 'guessed', from((second + index * 7) % 50));
      if ('refused' in result && result.refused === 'wrong')
        guesses.set(email, (guesses.get(email) ?? 0) + 1);
    }
  }
  expect([...guesses.keys()]).toHaveLength(accounts.length);
  expect(Math.max(...guesses.values())).toBeLessThanOrEqual(10);
}, 120_000);

it('an account that does not exist takes as long as one that does', async () => {
  const person = await door.someone();
  const timed = async (email: string) => {
    await door.house.database.owner.query('DELETE FROM sign_in_attempt');
    const began = performance.now();
    await signing.tryWith(email, 'three other words', from(1));
    return performance.now() - began;
  };
  const [there, nowhere]: [number[], number[]] = [[], []];
  await timed(person.email); // the first makes the hash of nobody
  for (let each = 0; each < 15; each += 1) {
    there.push(await timed(person.email));
    nowhere.push(await timed('nobody@demo.invalid'));
  }
  const middle = (times: number[]) => times.toSorted((one, other) => one - other)[7] ?? 0;
  // Without the hash of nobody the second is a tenth of the first.
  expect(middle(nowhere) / middle(there)).toBeGreaterThan(0.7);
  expect(middle(nowhere) / middle(there)).toBeLessThan(1.4);
});
