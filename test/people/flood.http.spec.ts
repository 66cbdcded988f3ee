import request from 'supertest';
import { fullSize, sized } from '../support/size.js';
import { Doorstep, isIn } from './doorstep.js';

/** A flood of sign-ins, each of which costs a password's hash, and everyone else who only wants to work meanwhile. */
let door: Doorstep;
beforeAll(async () => {
  door = await Doorstep.open('2026-03-03T10:00:00Z', { proxies: 1 });
  await door.house.app.listen(0);
});
afterAll(() => door.house.stop());
beforeEach(() => door.anew('2026-03-03T10:00:00Z'));

const failures = async () => {
  const { rows } = await door.house.database.owner.query<{ failures: number }>(
    'SELECT coalesce(sum(failures), 0)::int AS failures FROM sign_in_attempt',
  );
  return rows[0]?.failures;
};

/** Each guesses at an account of its own from a network of its own, so that no count of failures stops it. */
function signInsAtOnce(many: number): Promise<request.Response[]> {
  return Promise.all(
    Array.from({ length: many }, (_, place) =>
      request(door.house.app.getHttpServer())
        .post('/api/v1/session')
        .set('X-Forwarded-For', `10.${String(place)}.0.1`)
        .send({ email: `nobody.${String(place)}@demo.invalid`, password: 'guessed', code: '000000' }),
    ),
  );
}

it('keeps nobody else from their work: what is too much is told when to come again, and counts as no guess', async () => {
  const person = await door.someone();
  const agent = await door.house.as(person.userId);
  const flood = { over: false };
  const answered = signInsAtOnce(sized(60, 200)).finally(() => (flood.over = true));
  const others: { status: number; took: number; held: number }[] = [];
  while (!flood.over) {
    const began = performance.now();
    const { status } = await agent.get('/home');
    others.push({ status, took: performance.now() - began, held: process.memoryUsage().rss });
  }
  const answers = await answered;
  const guessed = answers.filter(({ status }) => status === 422);
  const sentAway = answers.filter(({ status, headers }) => status === 503 && headers['retry-after'] === '5');
  expect(guessed.length + sentAway.length).toBe(answers.length);
  expect(guessed.length).toBeGreaterThanOrEqual(22);
  expect(sentAway.length).toBeGreaterThan(0);
  expect(new Set(others.map(({ status }) => status))).toEqual(new Set([200]));
  // Each guess is counted at its account and its address, and what was sent away nowhere.
  expect(await failures()).toBe(2 * guessed.length);
  expect(await isIn(await door.signedIn(person))).toBe(true);
  if (fullSize) tell(answers.length, others);
});

/** Figures, which belong to the machine and are asserted nowhere. */
function tell(many: number, others: readonly { took: number; held: number }[]): void {
  const took = others.map((each) => each.took).toSorted((one, other) => one - other);
  const held = others.map((each) => each.held);
  const figures = [
    `${String(many)} sign-ins at once; ${String(took.length)} other pages meanwhile`,
    `95 in 100 within ${String(Math.round(took[Math.floor(took.length * 0.95)] ?? 0))} ms`,
    `memory grew by ${String(Math.round((Math.max(...held) - Math.min(...held)) / 2 ** 20))} MiB`,
  ];
  process.stdout.write(`${figures.join('; ')}\n`);
}
