import type { Response } from 'supertest';
import type { Letter } from '../../src/foi/answer.rules.js';
import type { TestApp } from './app.js';
import { realLetter, type GivenAuthority } from './given-foi.js';

type Browser = Awaited<ReturnType<TestApp['as']>>;

/** A request as a program reads it. */
export interface RequestRead {
  readonly version: number;
  readonly state: string;
  readonly receivedOn: string;
  readonly dueOn: string;
  readonly asked: string;
  readonly missing: readonly string[];
  readonly questions: readonly {
    readonly number: string;
    readonly disposition: string;
    readonly periods: readonly string[];
  }[];
}

export interface Edition {
  readonly edition: number;
  readonly letter: Letter;
  readonly hash: string;
}

/** Two officers at one desk, who record, draft, approve and release over the API. */
export async function foiDesk(house: TestApp, authority: GivenAuthority) {
  const officer = await house.as(authority.officer.userId);
  const colleague = await house.as(authority.colleague.userId);
  const at = (requestId: string) => `/api/v1/foi/requests/${requestId}`;
  const read = async (requestId: string) => (await officer.get(at(requestId))).body as RequestRead; // the body's shape
  /** Posts to a request with the version it has now. */
  const post = async (
    requestId: string,
    path: string,
    body: object,
    by: Browser = officer,
  ): Promise<Response> =>
    by.post(`${at(requestId)}/${path}`).send({ ...body, version: (await read(requestId)).version });

  return {
    officer,
    colleague,
    at,
    read,
    post,
    record: async ({
      letter = realLetter('met-2022').text,
      receivedOn = '2022-01-31',
      requesterName = 'Invented Rowan',
    } = {}) => {
      const given = { receivedOn, letter, requesterName, requesterAddress: 'rowan@requests.invalid' };
      const { body } = await officer.post('/api/v1/foi/requests').send(given);
      return (body as { id: string }).id;
    },
    draft: async (requestId: string): Promise<Edition> => {
      const made = (await post(requestId, 'answers', {})).body as { edition: number };
      return (await officer.get(`${at(requestId)}/answers/${String(made.edition)}`)).body as Edition; // the body's shape
    },
    approve: (requestId: string, { edition, hash }: Pick<Edition, 'edition' | 'hash'>, by = colleague) =>
      post(requestId, `answers/${String(edition)}/approval`, { hash }, by),
    release: (requestId: string, edition: number) =>
      post(requestId, `answers/${String(edition)}/release`, {}),
    step: (requestId: string, act: string, by = officer) => post(requestId, 'steps', { act }, by),
    search: (requestId: string, given: { question: string; finding: string; whereSearched: string }) =>
      officer.post(`${at(requestId)}/searches`).send(given),
  };
}

export type FoiDesk = Awaited<ReturnType<typeof foiDesk>>;
