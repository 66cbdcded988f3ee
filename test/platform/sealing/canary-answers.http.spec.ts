import type { Response } from 'supertest';
import { Log } from '../../../src/platform/log.js';
import { startApp, type TestApp } from '../../support/app.js';
import { givenACase } from '../../support/given-cases.js';
import { givenAService, type GivenService } from '../../support/given-service.js';
import { pagesOf } from '../../support/pages.js';
import { aReferralForm } from '../../support/referral-forms.js';
import { tracesIn, traces } from './canary.js';

/** Where words leave the program by accident: its own log, what it says is wrong, addresses, and the titles of pages. */
/** Another word than the one whose files are searched: here Postgres is told it in the clear. */
const canary = 'qzlinnet';
const tracesOf = (text: string) => tracesIn(text, [canary, ...traces]);

let house: TestApp;
let service: GivenService;
let advocate: Awaited<ReturnType<TestApp['as']>>;
let caseId: string;
const lines: string[] = [];
beforeAll(async () => {
  house = await startApp();
  house.app.get(Log).writeTo({ write: (line) => lines.push(line) });
  service = await givenAService(house);
  advocate = await house.as(service.advocate.userId);
  const { team, advocate: by } = service;
  ({ caseId } = await givenACase(house.database.owner, {
    ...{ team, advocate: by, name: `Invented ${canary}`, knownAs: `Umbra ${canary}` },
    ...{ bornOn: '1947-11-23', phone: '07700 900911' },
  }));
  await advocate.post(`/api/v1/cases/${caseId}/notes`).send({ kind: 'client', words: canary }).expect(201);
});
afterAll(() => house.stop());

/** What is refused or breaks with a canary in it: a body, an address, a header, and the database's own complaint. */
async function refusals(): Promise<Response[]> {
  const notes = `/api/v1/cases/${caseId}/notes`;
  const asked = [
    advocate.post('/api/v1/referrals').send(aReferralForm({ fullName: canary, bornOn: canary })),
    advocate.post(notes).send({ kind: canary, words: canary }),
    advocate.post(notes).send({ kind: 'client', words: canary, another: canary }),
    advocate.post(notes).set('Content-Type', 'application/json').send(`{"words": "${canary}`),
    advocate.post(notes).set('Content-Type', `text/${canary}`).send(canary),
    advocate.post(notes).set('Idempotency-Key', `${canary} unfit`).send({ kind: 'client', words: canary }),
    advocate.get(`/api/v1/cases/${canary}`),
    advocate.get(`/api/v1/cases?page=${canary}&another=${canary}`),
    advocate.get(`/api/v1/${canary}`),
    advocate.get(`/cases/${canary}`),
  ];
  return [...(await Promise.all(asked)), await broken(notes)];
}

/** A fault whose message, as Postgres words it, quotes what was told. */
async function broken(notes: string): Promise<Response> {
  const { owner } = house.database;
  await owner.query(`CREATE FUNCTION complain() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'Failing row contains (${canary})' USING DETAIL = '${canary}'; END $$;
    CREATE TRIGGER complain BEFORE INSERT ON case_note FOR EACH ROW EXECUTE FUNCTION complain()`);
  const answer = await advocate.post(notes).send({ kind: 'client', words: canary });
  await owner.query('DROP TRIGGER complain ON case_note; DROP FUNCTION complain()');
  return answer;
}

const said = ({ text, headers }: Response) => text + JSON.stringify(headers);

it('no refusal and no fault repeats what was sent, in its words or its headers', async () => {
  const answers = await refusals();
  expect(answers.filter(({ status }) => status < 400)).toEqual([]);
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([400, 404, 415, 422, 500]));
  expect(answers.map(said).flatMap(tracesOf)).toEqual([]);
});

it('an answer that does repeat it is found', async () => {
  expect(tracesOf(said(await advocate.get(`/cases/${caseId}`)))).toContain(canary);
});

it('the program’s own log has its faults, and no word of what was told', async () => {
  await refusals();
  expect(lines.filter((line) => line.includes('request.failed')).length).toBeGreaterThan(0);
  expect(lines.flatMap(tracesOf)).toEqual([]);
});

it('a word that does get into the log is found there', () => {
  const before = lines.length;
  house.app.get(Log).info(`${canary}.planted`);
  expect(lines.slice(before).flatMap(tracesOf)).toEqual([canary]);
});

it('no address and no title of a page has a word of anyone, where the pages themselves do', async () => {
  const pages = await pagesOf(house, await house.session(service.advocate.userId));
  const titles = pages.map(({ html }) => /<title>([\s\S]*?)<\/title>/.exec(html)?.[1] ?? '');
  expect(titles.filter((title) => title.trim() === '')).toEqual([]);
  expect(pages.filter(({ html }) => tracesOf(html).length > 0).length).toBeGreaterThan(2);
  expect(pages.flatMap(({ path }) => tracesOf(decodeURIComponent(path)))).toEqual([]);
  expect(titles.flatMap(tracesOf)).toEqual([]);
  expect(tracesOf(`<title>Invented ${canary.toUpperCase()}</title>`)).toEqual([canary]);
});
