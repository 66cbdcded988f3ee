import request from 'supertest';
import type { Person } from '../../../src/kernel/actor.js';
import { startApp, type TestApp } from '../../support/app.js';
import { csrfOf } from '../../support/csrf.js';
import { Given } from '../../support/given.js';
import { givenAnApp, signIn } from '../../support/signing-in.js';
import { toldWhile } from './entries.js';

let house: TestApp;
let given: Given;
let person: Person;
let email: string;
beforeAll(async () => {
  house = await startApp();
  given = new Given(house.database.owner);
  person = await given.staff('admin', await given.organisation(), { password: true });
  email = await given.emailOf(person);
  await givenAnApp(house.database.owner, person);
});
afterAll(() => house.stop());
beforeEach(() => house.database.owner.query('DELETE FROM sign_in_attempt'));

const agent = () => request.agent(house.app.getHttpServer());

const told = (what: () => Promise<unknown>) => toldWhile(house.database.owner, what);

const trying = async (password: string, as = email, browser = agent()) => {
  const _csrf = await csrfOf(browser);
  return browser.post('/sign-in').type('form').send({ email: as, password, _csrf });
};

describe('the log', () => {
  it('has who signed in, and when they went', async () => {
    const browser = agent();
    const all = await told(async () => {
      await signIn(house, browser, { email, staffId: person.userId });
      const _csrf = await csrfOf(browser, '/password');
      await browser.post('/sign-out').type('form').send({ _csrf });
    });
    const entries = all.filter(({ act }) => !act.startsWith('row.'));
    expect(entries.map(({ act }) => act)).toEqual([
      'credential.accepted',
      'credential.accepted',
      'session.begun',
      'passwords.edit',
      'sign_out.remove',
      'session.ended',
    ]);
    for (const { subject_id, actor_id, organisation_id } of entries)
      expect([subject_id ?? actor_id, organisation_id]).toEqual([person.userId, person.organisationId]);
  });

  it('has a wrong password, of whose account, and not what was typed', async () => {
    const entries = await told(() => trying('three other words'));
    expect(entries).toMatchObject([
      { act: 'credential.refused', reason: 'wrong', result: 'refused', subject_id: person.userId },
    ]);
    expect(JSON.stringify(entries)).not.toContain('words');
  });

  it('has a try at nobody’s account by a keyed hash alone', async () => {
    const entries = await told(() => trying('three other words', 'nobody@demo.invalid'));
    expect(entries).toMatchObject([
      { act: 'credential.refused', subject_id: null, organisation_id: null, fingerprint: expect.any(String) },
    ]);
    expect(JSON.stringify(entries)).not.toContain('nobody@');
  });

  it('has the first try that was not even looked at', async () => {
    for (let tries = 0; tries < 5; tries += 1) await trying('three other words');
    const entries = await told(() => trying('three invented words'));
    expect(entries).toMatchObject([{ act: 'credential.refused', reason: 'throttled' }]);
  });

  it('refuses whoever signs in where it cannot be written', async () => {
    const change = (sql: string) =>
      house.database.owner.query(`ALTER POLICY entry_of_sign_in ON audit.entry WITH CHECK (${sql})`);
    await change('false');
    expect((await trying('three invented words')).status).toBe(500);
    await change('actor_id IS NULL');
    expect((await trying('three invented words')).status).toBe(303);
  });
});
