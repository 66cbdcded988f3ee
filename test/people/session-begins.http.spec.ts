import { csrfTokenOf, givenPassword, post } from '../support/signing-in.js';
import { cookieIn, Doorstep, isIn, showCode, type Account } from './doorstep.js';

let door: Doorstep;
beforeAll(async () => {
  door = await Doorstep.open();
});
afterAll(() => door.house.stop());
beforeEach(() => door.anew('2026-03-03T10:00:10Z'));

describe('a session', () => {
  it('begins under a token that nobody had before, whatever cookie was planted', async () => {
    const person = await door.someone();
    const planted = 'p'.repeat(43);
    const agent = door.browser().set({ Cookie: `session=${planted}`, 'X-CSRF-Token': csrfTokenOf(planted) });
    const first = await post(agent, '/sign-in', { email: person.email, password: givenPassword });
    const pending = cookieIn(first, 'pending');
    const second = await agent
      .post('/sign-in/second-step')
      .set('Cookie', `session=${planted}; pending=${pending}`)
      .set('X-CSRF-Token', csrfTokenOf(planted))
      .type('form')
      .send({ code: await door.code(person) });
    const session = cookieIn(second, 'session');
    expect([planted, pending]).not.toContain(session);
    for (const [token, location] of [
      [planted, '/sign-in'],
      [pending, '/sign-in'],
      [session, undefined],
    ])
      expect(
        (
          await door
            .browser()
            .get('/home')
            .set('Cookie', `session=${token ?? ''}`)
        ).headers['location'],
      ).toBe(location);
  });

  it('does not begin twice from one pending sign-in', async () => {
    const person = await door.someone();
    const agent = door.browser();
    const first = await post(agent, '/sign-in', { email: person.email, password: givenPassword });
    expect((await showCode(agent, await door.code(person))).status).toBe(303);
    const again = await door
      .browser()
      .post('/sign-in/second-step')
      .set('Cookie', `visit=another; pending=${cookieIn(first, 'pending')}`)
      .set('X-CSRF-Token', csrfTokenOf('another'))
      .type('form')
      .send({ code: await door.code(person) });
    expect(again.headers['location']).toBe('/sign-in');
    expect(cookieIn(again, 'session')).toBe('');
  });
});

it('a new password opens nothing without the second step', async () => {
  const person = await door.someone();
  const agent = await door.signedIn(person);
  await post(agent, '/password', { current: givenPassword, wanted: 'teapot gravel lantern' }).expect(303);
  await post(agent, '/sign-in', { email: person.email, password: 'teapot gravel lantern' }).expect(303);
  expect(await isIn(agent)).toBe(false);
  await showCode(agent, await door.code(person));
  expect(await isIn(agent)).toBe(true);
});

describe('a session, by the database’s clock alone', () => {
  const unused = (age: string, { userId }: Account) =>
    door.house.database.owner.query(
      'UPDATE session SET last_seen_at = now() - $1::interval, began_at = now() - $1::interval WHERE staff_id = $2',
      [age, userId],
    );

  it.each(['2026-03-03T09:00:10Z', '2026-03-03T10:00:10Z', '2026-03-03T11:00:10Z', '2031-01-01T00:00:00Z'])(
    'goes on after fourteen minutes and is over after sixteen, where the program’s says %s',
    async (says) => {
      const person = await door.someone();
      const agent = await door.signedIn(person);
      door.house.clock.set(says);
      await unused('14 minutes', person);
      expect(await isIn(agent)).toBe(true);
      await unused('16 minutes', person);
      expect(await isIn(agent)).toBe(false);
    },
  );
});
