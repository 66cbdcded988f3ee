import { randomBytes, randomUUID } from 'node:crypto';
import request from 'supertest';
import { Csrf } from '../../../src/platform/http/csrf.js';
import { startApp, type TestApp } from '../../support/app.js';
import { csrfOf } from '../../support/csrf.js';
import { Given } from '../../support/given.js';
import { addressOf, routesOf, type Route } from '../../support/routes.js';

let house: TestApp;
beforeAll(async () => {
  house = await startApp();
});
afterAll(() => house.stop());

const isReport = ({ template }: Route) => template === '/csp-reports'; // sent by browsers themselves, and only logged
const changes = () => routesOf(house.app).filter((route) => route.method !== 'GET' && !isReport(route));

type Headers = Readonly<Record<string, string>>;

/** What each attempt sends, by a person whose session cookie this is. */
const attempts: Readonly<Record<string, (session: string) => Headers>> = {
  'no token': () => ({}),
  'a wrong token': () => ({ 'X-CSRF-Token': 'x'.repeat(43) }),
  'an empty token': () => ({ 'X-CSRF-Token': '' }),
  'another session’s token': () => ({
    'X-CSRF-Token': house.app.get(Csrf).tokenOf(randomBytes(32).toString('base64url')),
  }),
  'its own token, from another site': (session) => ({
    'X-CSRF-Token': house.app.get(Csrf).tokenOf(session),
    'Sec-Fetch-Site': 'cross-site',
  }),
  'its own token, from a neighbouring site': (session) => ({
    'X-CSRF-Token': house.app.get(Csrf).tokenOf(session),
    'Sec-Fetch-Site': 'same-site',
  }),
};

/** As another site's page could send it: a form, which needs nobody's leave. */
async function tryChange({ method, template }: Route, session: string, headers: Headers): Promise<number> {
  const path = addressOf(template, {}, randomUUID());
  const verb = method.toLowerCase() as 'post'; // or another that supertest has
  const { status } = await request(house.app.getHttpServer())
    [verb](path)
    .set({ Cookie: `session=${session}`, 'Content-Type': 'application/x-www-form-urlencoded', ...headers })
    .send('');
  return status;
}

describe('a change that did not come from a form of ours', () => {
  it.each(Object.entries(attempts))('is accepted nowhere: %s', async (name, headersFor) => {
    const accepted: string[] = [];
    const session = randomBytes(32).toString('base64url');
    for (const route of changes()) {
      // A method that no form has asks leave of the browser first, so it needs no token.
      if (route.method !== 'POST' && name === 'no token') continue;
      const status = await tryChange(route, session, headersFor(session));
      if (status !== 403) accepted.push(`${route.method} ${route.template} ${String(status)}`);
    }
    expect(changes().length).toBeGreaterThan(40);
    expect(accepted).toEqual([]);
  });

  it('and the same with its own token, from our own page, reaches further: the attempts fail for the right reason', async () => {
    const session = randomBytes(32).toString('base64url');
    const headers = { 'X-CSRF-Token': house.app.get(Csrf).tokenOf(session), 'Sec-Fetch-Site': 'same-origin' };
    for (const route of changes()) expect(await tryChange(route, session, headers)).not.toBe(403);
  });
});

describe('signing in', () => {
  const browser = () => request.agent(house.app.getHttpServer());

  it('shows no form without the token of its visit', async () => {
    const given = new Given(house.database.owner);
    const person = await given.staff('admin', await given.organisation(), { password: true });
    const visitor = browser();
    const token = await csrfOf(visitor);
    const fields = { email: await given.emailOf(person), password: 'three invented words', _csrf: token };
    await visitor.post('/sign-in').type('form').send(fields).expect(303);
    for (const path of ['/sign-in', '/invitation', '/sign-in/set-up', '/sign-in/second-step']) {
      const { status, text } = await visitor.get(path);
      const forms = text.match(/<form\b[^>]*method="post"[\s\S]*?<\/form>/gi) ?? [];
      expect([path, status, forms.length > 0]).toEqual([path, 200, true]);
      expect(forms.filter((form) => !form.includes(`name="_csrf" value="${token}"`))).toEqual([]);
    }
  });

  it('cannot be done to someone: the form is bound to the browser it was shown to', async () => {
    const given = new Given(house.database.owner);
    const person = await given.staff('admin', await given.organisation(), { password: true });
    const fields = { email: await given.emailOf(person), password: 'three invented words' };
    const [attacker, victim] = [browser(), browser()];
    const [_csrf] = [await csrfOf(attacker), await csrfOf(victim)];
    await victim
      .post('/sign-in')
      .type('form')
      .send({ ...fields, _csrf })
      .expect(403);
    await victim.post('/sign-in').type('form').send(fields).expect(403);
    await attacker
      .post('/sign-in')
      .type('form')
      .send({ ...fields, _csrf })
      .expect(303);
  });
});
