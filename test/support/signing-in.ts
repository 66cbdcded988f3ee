import { createHmac } from 'node:crypto';
import type pg from 'pg';
import type request from 'supertest';
import type { Person } from '../../src/kernel/actor.js';
import { codeAt, newAppSecret } from '../../src/people/authenticator-app.js';
import { bindingOf } from '../../src/platform/http/tokens.js';
import { hashOfRecoveryCode } from '../../src/people/recovery-codes.js';
import { openSecret, sealSecret } from '../../src/people/sealed-secret.js';
import type { TestApp } from './app.js';
import { testSecrets } from './becoming.js';

type Agent = ReturnType<typeof request.agent>;

const key = testSecrets.keyFor('authenticator-app');
export const givenPassword = 'three invented words';

/** Someone with an authenticator app, as if they had set it up long ago. The answer is its secret. */
export async function givenAnApp(owner: pg.Client, { userId }: Pick<Person, 'userId'>): Promise<string> {
  const secret = newAppSecret();
  await owner.query('INSERT INTO authenticator_app (staff_id, sealed_secret, last_step) VALUES ($1, $2, 0)', [
    userId,
    sealSecret(key, secret, userId),
  ]);
  await owner.query('UPDATE sign_in_notice SET seen_at = now() WHERE staff_id = $1', [userId]);
  return secret;
}

/** A recovery code of someone's. */
export async function givenARecoveryCode(owner: pg.Client, { userId }: Person): Promise<string> {
  const code = `abcd-efgh-${userId.replaceAll('0', 'q').replaceAll('1', 'r').slice(0, 8)}`;
  await owner.query('INSERT INTO recovery_code (staff_id, code_hash) VALUES ($1, $2)', [
    userId,
    hashOfRecoveryCode(code),
  ]);
  await owner.query('UPDATE sign_in_notice SET seen_at = now() WHERE staff_id = $1', [userId]);
  return code;
}

/** The code that someone's app shows now, read from behind the program's back. No code before it was used. */
export async function codeOf(
  { database, clock }: TestApp,
  staffId: string,
  now = clock.now(),
): Promise<string> {
  const { rows } = await database.owner.query<{ sealed_secret: Buffer }>(
    'UPDATE authenticator_app SET last_step = 0 WHERE staff_id = $1 RETURNING sealed_secret',
    [staffId],
  );
  if (!rows[0]) throw new Error('They have no authenticator app');
  return codeAt(openSecret(key, rows[0].sealed_secret, staffId), now);
}

/** Posts a form as a browser does, with the token that a page would have given it: of its session, or of its visit. */
export function post(agent: Agent, path: string, fields: object): request.Test {
  const here = { domain: '127.0.0.1', path: '/', secure: false, script: false };
  if (!agent.jar.getCookie('visit', here)) agent.jar.setCookie('visit=a-visit; path=/', '127.0.0.1', '/');
  const session = agent.jar.getCookie('session', here)?.value;
  const sent = agent.post(path).type('form');
  if (session !== undefined || !sent.get('X-CSRF-Token'))
    void sent.set('X-CSRF-Token', csrfTokenOf(session ?? agent.jar.getCookie('visit', here)?.value ?? ''));
  return sent.send(fields);
}

/** The token that forms have while a cookie, of a session or a visit, holds this. */
export function csrfTokenOf(binding: string): string {
  return createHmac('sha256', testSecrets.keyFor('csrf')).update(bindingOf(binding)).digest('base64url');
}

/** Signs someone in by both steps. The answer is that of the second. */
export async function signIn(
  house: TestApp,
  agent: Agent,
  who: { readonly email: string; readonly staffId: string; readonly password?: string },
): Promise<request.Response> {
  await post(agent, '/sign-in', { email: who.email, password: who.password ?? givenPassword }).expect(303);
  return post(agent, '/sign-in/second-step', { code: await codeOf(house, who.staffId) });
}
