import { CONFIG, type Config } from '../../src/config.js';
import { CredentialLog } from '../../src/people/credential-log.js';
import { KnownDevices } from '../../src/people/known-devices.js';
import { SignIn } from '../../src/people/sign-in.service.js';
import { Throttle } from '../../src/people/throttle.js';
import { Secrets } from '../../src/platform/secrets.js';
import { givenPassword, post } from '../support/signing-in.js';
import { fullSize, sized } from '../support/size.js';
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

describe('many passwords over many accounts from many addresses', () => {
  const [many, passwords] = [sized(4, 200), sized(15, 50)];
  const second = (number: number) => new Date(Date.UTC(2026, 2, 3, 10, 0, number)).toISOString();

  /** Each password at each account within five minutes; how often each account was really guessed at. */
  async function attack(accounts: readonly Account[], meanwhile: (round: number) => Promise<unknown>) {
    const guesses = new Map<string, number>();
    for (let round = 0; round < passwords; round += 1) {
      door.house.clock.set(second(Math.floor((300 / passwords) * round)));
      await meanwhile(round);
      for (const [index, { email }] of accounts.entries()) {
        const result = await signing.tryWith(email, `guess ${String(round)}`, from((round + index * 7) % 50));
        const guessed = 'refused' in result && result.refused === 'wrong';
        guesses.set(email, (guesses.get(email) ?? 0) + (guessed ? 1 : 0));
      }
    }
    return [...guesses.values()];
  }

  async function accountsAttacked(): Promise<Account[]> {
    const accounts: Account[] = [];
    while (accounts.length < many) accounts.push(await door.someone());
    return accounts;
  }

  it('no account has more than ten guesses in five minutes, and its holder signs in at their desk meanwhile', async () => {
    const accounts = await accountsAttacked();
    const [holder] = accounts;
    if (!holder) throw new Error('Nobody is attacked');
    const desk = await deskOf(holder);
    const cameIn: boolean[] = [];
    const guesses = await attack(accounts, async (round) => {
      if (round % 10 === 9) cameIn.push(await isIn(await door.signedIn(holder, desk)));
    });
    expect(Math.max(...guesses)).toBeLessThanOrEqual(10);
    expect(Math.min(...guesses)).toBeGreaterThan(0);
    expect(new Set(cameIn)).toEqual(new Set([true]));
  });

  it('nor where the program begins anew in the middle: what counts is in the database alone', async () => {
    const accounts = await accountsAttacked();
    const { app, db, clock } = door.house;
    const guesses = await attack(accounts, () => {
      const throttle = new Throttle(db, app.get(Secrets), clock, app.get(CredentialLog));
      signing = new SignIn(db, throttle, app.get<Config>(CONFIG));
      return Promise.resolve();
    });
    expect(Math.max(...guesses)).toBeLessThanOrEqual(10);
  });

  it('where the database forgets, every password is tried: it is the counting that stops them', async () => {
    const accounts = (await accountsAttacked()).slice(0, 2);
    const guesses = await attack(accounts, () =>
      door.house.database.owner.query('DELETE FROM sign_in_attempt'),
    );
    expect(Math.min(...guesses)).toBe(passwords);
  });
});

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
  const figures = [middle(there), middle(nowhere)].map((each) => `${String(Math.round(each))} ms`);
  if (fullSize)
    process.stdout.write(`an account that is there, and one that is not: ${figures.join(', ')}\n`);
  // Without the hash of nobody the second is a tenth of the first: the bounds are as wide as a busy machine needs.
  expect(middle(nowhere) / middle(there)).toBeGreaterThan(0.5);
  expect(middle(nowhere) / middle(there)).toBeLessThan(2);
});
