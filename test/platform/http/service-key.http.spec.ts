import request from 'supertest';
import type { Person } from '../../../src/kernel/actor.js';
import { startApp, type TestApp } from '../../support/app.js';
import { givenAKey } from '../../support/given-key.js';
import { Given } from '../../support/given.js';

let house: TestApp;
let reader: Person;
let id: string;
let key: string;
beforeEach(async () => {
  house = await startApp();
  const given = new Given(house.database.owner);
  const organisation = await given.organisation('commissioner');
  reader = await given.staff('commissioner', organisation);
  const by = await given.staff('admin', organisation);
  ({ id, key } = await givenAKey(house.database.owner, { scope: 'aggregates', by, approvedBy: reader }));
});
afterEach(() => house.stop());

const ask = (bearer: string, path = '/api/v1/returns') =>
  request(house.app.getHttpServer()).get(path).set('Authorization', `Bearer ${bearer}`);
const outcome = async (bearer: string) => {
  const { status, body } = await ask(bearer);
  return [status, String(body.type)];
};
const change = (set: string) =>
  house.database.owner.query(`UPDATE service_key SET ${set} WHERE id = $1`, [id]);

describe('a key is no key', () => {
  it.each([
    ['once revoked', 'revoked_at = now()'],
    ['once expired', `expires_at = now() - interval '1 second'`],
    ['before it is approved', 'approved_by = NULL, approved_at = NULL'],
    ['with another secret', `secret_hash = '\\x00'`],
  ])('%s', async (_, set) => {
    expect((await ask(key)).status).toBe(200);
    await change(set);
    expect(await outcome(key)).toEqual([401, 'signed-out']);
  });

  it('made up, of another’s id, cut short or too long, all with one answer', async () => {
    const other = key.replace(id, '30000000-0000-4000-8000-000000000003');
    const wrong = ['', 'lk_', 'x'.repeat(5000), `${key}x`, key.slice(0, -1), `${key.slice(0, -1)}!`, other];
    for (const each of wrong) expect(await outcome(each)).toEqual([401, 'signed-out']);
  });

  it('of whoever is signed in beside it: a bad key is not made good by a session', async () => {
    const agent = await house.as(reader.userId);
    expect((await agent.get('/api/v1/returns')).status).toBe(200);
    expect((await agent.get('/api/v1/returns').set('Authorization', 'Bearer lk_wrong')).status).toBe(401);
  });

  it('where it ends between being looked at and being used', async () => {
    const context = { role: 'aggregates_key', userId: null, organisationId: reader.organisationId } as const;
    const held = { ...context, keyId: id, scope: 'aggregates', token: { reveal: () => key } } as never; // as the guard makes it
    await expect(house.db.run(held, (tx) => tx.query('SELECT 1'))).resolves.toBeDefined();
    await change('revoked_at = now()');
    await expect(house.db.run(held, (tx) => tx.query('SELECT 1'))).rejects.toThrow('Sign in');
  });
});

it('a proxy’s own credentials are no key, and stand beside a session', async () => {
  const agent = await house.as(reader.userId);
  expect((await agent.get('/api/v1/returns').set('Authorization', 'Basic ZGVtbzpkZW1v')).status).toBe(200);
});

it('a key is used sixty times a minute, what was refused too, and again in the next', async () => {
  const uses = (set: string) => house.database.owner.query(`UPDATE service_key_use SET ${set}`);
  expect((await ask(key, '/api/v1/cases')).status).toBe(404);
  await uses('uses = 59');
  expect((await ask(key, '/api/v1/cases')).status).toBe(404);
  const over = await ask(key);
  expect(over.status).toBe(429);
  expect(over.headers['content-type']).toContain('application/problem+json');
  expect([over.headers['retry-after'], over.body.type]).toEqual(['60', 'used-too-often']);
  await uses(`minute_began_at = minute_began_at - interval '1 minute'`);
  expect((await ask(key)).status).toBe(200);
});

it('where nobody is asked who they are a key is nobody, though its program says which change it is', async () => {
  const sent = await request(house.app.getHttpServer())
    .post('/api/v1/session')
    .set('Authorization', `Bearer ${key}`)
    .set('Idempotency-Key', '10000000-0000-4000-8000-000000000001')
    .send({ email: 'nobody@demo.invalid', password: 'three invented words', code: '000000' });
  expect([sent.status, sent.body.type]).toEqual([422, 'sign-in-refused']);
});
