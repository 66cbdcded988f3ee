import { createHmac, randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { Csrf } from '../../src/platform/http/csrf.js';
import type { TestApp } from '../support/app.js';
import { testSecrets } from '../support/becoming.js';
import { uploadPath } from '../../src/platform/http/content-types.js';
import type { Route } from '../support/routes.js';
import { withoutTokens } from '../safeguards/safeguards-desk.js';

/** An answer as far as it may tell anything: what differs from one answer to the next, whatever was asked, is left out. */
export interface Answer {
  readonly status: number;
  readonly location: string;
  readonly text: string;
  /** All of it, to be compared with another byte for byte. */
  readonly whole: string;
}

export type Headers = Readonly<Record<string, string>>;
export type Body = Readonly<Record<string, unknown>>;

export interface Asked {
  readonly method: Route['method'];
  readonly path: string;
  readonly headers: Headers;
  readonly body: Body;
}

const ofTheMoment = /^(date|x-request-id|connection|keep-alive|set-cookie)$/;

/** Who comes with a session's cookie, and the token that its forms would have. */
export function withSession(house: TestApp, token: string): Headers {
  return { cookie: `session=${token}`, 'x-csrf-token': house.app.get(Csrf).tokenOf(token) };
}

/** Who comes with nothing but a visit, as a browser before signing in. */
export function asVisitor(): Headers {
  const token = createHmac('sha256', testSecrets.keyFor('csrf')).update('a-visit').digest('base64url');
  return { cookie: 'visit=a-visit', 'x-csrf-token': token };
}

/** Asks as a browser or a program would, over a socket of the real program. */
export async function ask(house: TestApp, { method, path, headers, body }: Asked): Promise<Answer> {
  const isApi = path.startsWith('/api/') || path.startsWith('/csp-reports');
  const sent =
    method === 'GET'
      ? {}
      : isApi
        ? asJson(method, body)
        : path === uploadPath
          ? asUpload(body)
          : asForm(body);
  const { headers: about = {}, ...rest } = sent as { headers?: Headers; body?: string | FormData };
  const answer = await fetch(`${placeOf(house)}${path}`, {
    method,
    redirect: 'manual',
    headers: { 'sec-fetch-site': 'same-origin', ...headers, ...about },
    ...rest,
  });
  const text = withoutTokens(await answer.text());
  const kept = [...answer.headers].filter(([name]) => !ofTheMoment.test(name));
  const { status } = answer;
  return {
    status,
    location: answer.headers.get('location') ?? '',
    text,
    whole: JSON.stringify([status, kept, text]),
  };
}

const asJson = (method: string, body: Body) => ({
  headers: {
    'content-type': 'application/json',
    ...(method === 'POST' ? { 'idempotency-key': randomUUID() } : {}),
  },
  body: JSON.stringify(body),
});

/** The file as a file; its field comes last. */
function asUpload({ file, ...body }: Body) {
  const form = new FormData();
  for (const [name, value] of Object.entries(body)) form.append(name, typeof value === 'string' ? value : '');
  if (typeof file === 'string') form.append('file', new Blob([Buffer.from(file, 'base64')]), 'invented.csv');
  return { body: form };
}

function asForm(body: Body) {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(body).flatMap(fieldsOf))
    for (const each of [value].flat()) form.append(name, String(each));
  return { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: form.toString() };
}

/** Answers by their question, as a form names them: `answers.q1`. */
function fieldsOf([name, value]: [string, unknown]): [string, unknown][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [[name, value]];
  return Object.entries(value).map(([within, each]) => [`${name}.${within}`, each]);
}

/** Where the program listens. */
function placeOf({ app }: TestApp): string {
  const { port } = app.getHttpServer().address() as AddressInfo; // listening on TCP
  return `http://127.0.0.1:${String(port)}`;
}

/** Someone's program, signed in, that must be answered well. */
export async function asProgram(house: TestApp, staffId: string) {
  const headers = { cookie: await house.cookieOf(staffId) };
  const asked = async (method: string, path: string, body: Body): Promise<unknown> => {
    const { status, text } = await ask(house, { method, path, headers, body });
    if (status >= 300) throw new Error(`${method} ${path} was answered ${String(status)} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  };
  return {
    get: (path: string) => asked('GET', path, {}),
    post: (path: string, body: Body) => asked('POST', path, body),
  };
}
