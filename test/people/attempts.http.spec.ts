import { SignIn } from '../../src/people/sign-in.service.js';
import { Throttle } from '../../src/people/throttle.js';
import { toldWhile } from '../platform/audit/entries.js';
import { Doorstep } from './doorstep.js';

/** What failing to sign in is counted by, and what a flood of it leaves behind. */
let door: Doorstep;
let signing: SignIn;
beforeAll(async () => {
  door = await Doorstep.open();
  signing = door.house.app.get(SignIn);
});
afterAll(() => door.house.stop());
beforeEach(() => door.anew('2026-03-03T10:00:00Z'));

let places = 0;
const elsewhere = () => ({ address: `2001:db8:${String((places += 1))}`, device: null });
const guess = async (email: string, from = elsewhere()) => {
  const tried = await signing.tryWith(email, 'three other words', from);
  return 'refused' in tried ? tried.refused : 'let in';
};
const attempts = async () => (await door.house.database.owner.query('SELECT FROM sign_in_attempt')).rowCount;

describe('an address spelt in every way that the database takes for the same', () => {
  /** With a dotted capital, which is two letters once JavaScript has made it small. */
  const spellings = (email: string) =>
    ['i', 'İ', 'I'].flatMap((one) =>
      ['i', 'İ', 'I'].map((other) => email.replace('?', one).replace('?', other)),
    );

  it.each(['is somebody’s', 'is nobody’s'])('that %s has five tries in all', async (whose) => {
    const email = `${whose === 'is somebody’s' ? 's?byl.h?ll' : 'w?n.n?l'}@demo.test`;
    const person = await door.someone();
    if (whose === 'is somebody’s')
      await door.house.database.owner.query('UPDATE staff SET email = $2 WHERE id = $1', [
        person.userId,
        email.replaceAll('?', 'i'),
      ]);
    const answers: string[] = [];
    for (const spelt of spellings(email)) answers.push(await guess(spelt));
    expect(new Set(spellings(email)).size).toBe(9);
    expect(answers.filter((answer) => answer === 'wrong')).toHaveLength(5);
  });
});

describe('a flood from one address', () => {
  it('leaves no row for what was refused, and of sixty refusals two lines in the log', async () => {
    const from = elsewhere();
    for (let tries = 0; tries < 30; tries += 1) await guess(`u${String(tries)}@demo.invalid`, from);
    const rows = await attempts();
    const told = await toldWhile(door.house.database.owner, async () => {
      for (let tries = 0; tries < 60; tries += 1)
        expect(await guess(`v${String(tries)}@demo.invalid`, from)).toBe('wait');
    });
    expect(await attempts()).toBe(rows);
    expect(told.map(({ reason }) => reason)).toEqual(['throttled', 'throttled']);
  });

  it('is forgotten at night, but for what still makes somebody wait', async () => {
    await guess('yesterday@demo.invalid');
    door.house.clock.set('2026-03-03T11:30:00Z');
    await guess('lately@demo.invalid');
    await door.house.app.get(Throttle).forget();
    expect(await attempts()).toBe(2); // the account's and the address's
  });
});
