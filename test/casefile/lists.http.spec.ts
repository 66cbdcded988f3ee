import { caseNoteNarrative } from '../../src/cases/case.sealed.js';
import { insertSealed } from '../../src/platform/sealing/sealing.js';
import { startApp, type TestApp } from '../support/app.js';
import { sealingIn } from '../support/sealing.js';
import { givenACase } from '../support/given-cases.js';
import { givenAService, type GivenService } from '../support/given-service.js';

let house: TestApp;
let service: GivenService;
let caseId: string;

beforeAll(async () => {
  house = await startApp('2026-03-05T10:00:00Z');
  service = await givenAService(house);
  const { owner } = house.database;
  ({ caseId } = await givenACase(owner, service));
  const values = [caseId, service.advocate.userId];
  const { rows: notes } = await owner.query<{ id: string; minute: number }>(
    `INSERT INTO case_note (case_id, kind, written_by, written_at)
     SELECT $1, 'client', $2, '2026-02-03'::timestamptz + each * interval '1 minute' FROM generate_series(1, 27) each
     RETURNING id, extract(minute FROM written_at)::integer AS minute`,
    values,
  );
  const tx = await sealingIn(owner, caseId);
  for (const { id, minute } of notes) {
    const place = { of: caseNoteNarrative, row: id, keyId: caseId };
    await insertSealed(tx, place, { words: `Invented note ${String(minute)}.` });
  }
  await owner.query(
    `INSERT INTO contact_attempt (case_id, at, channel, outcome, recorded_by)
     SELECT $1, '2026-02-03'::timestamptz + each * interval '1 day', 'phone', 'no_answer', $2 FROM generate_series(1, 27) each`,
    values,
  );
  await owner.query(
    `INSERT INTO event (did, record_id, case_id, organisation_id, actor_id)
     SELECT 'note.written', $1, $1, $3, $2 FROM generate_series(1, 27)`,
    [...values, service.organisation],
  );
});
afterAll(() => house.stop());

async function read(path: string, of = service.advocate): Promise<string> {
  const { text } = await (await house.as(of.userId)).get(path).expect(200);
  return text.replace(/\s+/g, ' ');
}

it.each([
  ['notes', 'All 27 notes', 'Showing 26 to 27 of 27 notes'],
  ['contacts', 'All 27 attempts', 'Showing 26 to 27 of 27 attempts'],
  ['history', 'All 27 events', 'Showing 26 to 27 of 27 events'],
])('a case leads to the oldest of its %s, however many there are', async (list, link, shown) => {
  const page = await read(`/cases/${caseId}`);
  expect(page).toContain(`<a class="govuk-link" href="/cases/${caseId}/${list}">${link}</a>`);
  expect(await read(`/cases/${caseId}/${list}?page=2`)).toContain(shown);
});

it('the last page of the notes has the first that were written, in their words', async () => {
  expect(await read(`/cases/${caseId}`)).not.toContain('Invented note 1.');
  const last = await read(`/cases/${caseId}/notes?page=2`);
  expect(last).toContain('Invented note 1.');
  expect(last).toContain('Invented note 2.');
  expect(last).not.toContain('Invented note 3.');
});

it.each(['notes', 'contacts', 'history'])('the %s of a case are nothing to another team', async (list) => {
  const outsider = await house.as(service.outsider.userId);
  await outsider.get(`/cases/${caseId}/${list}`).expect(404);
});

it('that somebody read the notes is recorded as opening the case', async () => {
  const opened = () =>
    service.row(
      `SELECT count(*)::int AS times FROM audit.entry WHERE case_id = $1 AND act = 'case.opened' AND actor_id = $2`,
      ...[caseId, service.colleague.userId],
    );
  await read(`/cases/${caseId}/notes`, service.colleague);
  expect(await opened()).toEqual({ times: 1 });
});
