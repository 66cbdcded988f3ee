import { randomUUID } from 'node:crypto';
import { startApp, type TestApp } from '../../support/app.js';
import { givenACase } from '../../support/given-cases.js';
import { givenAService, type GivenService } from '../../support/given-service.js';

type Agent = Awaited<ReturnType<TestApp['as']>>;

let house: TestApp;
let service: GivenService;
let advocate: Agent;
let supervisor: Agent;
let caseId: string;
beforeAll(async () => {
  house = await startApp();
  service = await givenAService(house);
  advocate = await house.as(service.advocate.userId);
  supervisor = await house.as(service.supervisor.userId);
});
beforeEach(async () => {
  ({ caseId } = await givenACase(house.database.owner, service));
});
afterAll(() => house.stop());

const sql = (text: string, values: unknown[] = []) => house.database.owner.query(text, values);
const close = (fields: object, headers: Record<string, string> = {}) =>
  advocate
    .post(`/api/v1/cases/${caseId}/closure`)
    .set(headers)
    .send({ closedOn: '2026-03-02', reason: 'support_completed', ...fields });
const isClosed = async () =>
  (await service.row('SELECT closed_on FROM case_file WHERE id = $1', caseId))?.['closed_on'] !== null;

describe('the version of a record', () => {
  it('is its ETag, and a change that names it in If-Match is made', async () => {
    const { headers, body } = await advocate.get(`/api/v1/cases/${caseId}`).expect(200);
    expect(headers['etag']).toBe(`"${String(body.version)}"`);
    await close({}, { 'If-Match': headers['etag'] ?? '' }).expect(204);
    expect(await isClosed()).toBe(true);
  });

  it('may be named in the body instead', async () => {
    await close({ version: 1 }).expect(204);
  });

  it.each<[string, object, Record<string, string>, number, string]>([
    ['names none', {}, {}, 428, 'version-missing'],
    ['names any', {}, { 'If-Match': '*' }, 400, 'version-unfit'],
    ['names a weak one', {}, { 'If-Match': 'W/"1"' }, 400, 'version-unfit'],
    ['names two', { version: 2 }, { 'If-Match': '"1"' }, 400, 'version-unfit'],
    ['names an old one', {}, { 'If-Match': '"7"' }, 409, 'stale'],
  ])('a change that %s is not made', async (_, fields, headers, status, type) => {
    const answer = await close(fields, headers);
    expect([answer.status, answer.body.type]).toEqual([status, type]);
    expect(await isClosed()).toBe(false);
  });

  it('is not asked of what has none: that it was named is told, and nothing is made', async () => {
    const answer = await advocate
      .post(`/api/v1/cases/${caseId}/notes`)
      .set('If-Match', '"99"')
      .send({ kind: 'client', words: 'Invented.' });
    expect([answer.status, answer.body.type]).toEqual([400, 'version-unused']);
  });

  it('that has moved on is told beside what was sent, so that neither is lost', async () => {
    const answer = await close({ version: 7 }).expect(409);
    expect(answer.body).toMatchObject({
      currentVersion: 1,
      sent: { version: 7, reason: 'support_completed' },
    });
    expect(answer.headers['etag']).toBe('"1"');
  });

  it('stands on nothing that has none', async () => {
    const { headers } = await advocate.get('/api/v1/cases').expect(200);
    expect(headers).not.toHaveProperty('etag');
  });
});

describe('twenty people who change one record at once', () => {
  const advocates = async () =>
    (await sql('SELECT advocate_id FROM case_file WHERE id = $1', [caseId])).rows[0] as unknown;
  const hand = (version: number) =>
    supervisor
      .post(`/api/v1/cases/${caseId}/allocation`)
      .send({ advocateId: service.colleague.userId, version });

  it('are one who changes it and nineteen who are told', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => hand(1)));
    const statuses = answers.map(({ status }) => status).toSorted();
    expect(statuses).toEqual([204, ...Array.from({ length: 19 }, () => statuses[1] ?? 0)]);
    expect([409, 422]).toContain(statuses[1]);
    expect(await advocates()).toEqual({ advocate_id: service.colleague.userId });
  });

  it('and of corrections, one wins at each version', async () => {
    const { clientId } = await givenACase(house.database.owner, service);
    const own = (await sql('SELECT id FROM case_file WHERE client_id = $1', [clientId])).rows[0] as {
      id: string;
    };
    for (const version of [1, 2]) {
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, place) =>
          advocate
            .put(`/api/v1/cases/${own.id}/client`)
            .send({ fullName: `Demo Client ${String(place)}`, version }),
        ),
      );
      expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
      expect(answers.filter(({ status }) => status === 409)).toHaveLength(19);
    }
  });

  it('lose something where the version is not asked for: the check is what saves it', async () => {
    const { clientId } = await givenACase(house.database.owner, service);
    const blind = Array.from({ length: 20 }, (_, place) =>
      sql('UPDATE client_identity SET full_name = $2 WHERE client_id = $1', [
        clientId,
        Buffer.from(`Demo ${String(place)}`),
      ]),
    );
    const changed = (await Promise.all(blind)).filter(({ rowCount }) => rowCount === 1);
    expect(changed).toHaveLength(20); // every one was told that it was done, and one name is left
  });
});

it('two advocates who add notes at once both keep theirs', async () => {
  const colleague = await house.as(service.colleague.userId);
  const note = (agent: Agent, words: string) =>
    agent
      .post(`/api/v1/cases/${caseId}/notes`)
      .set('Idempotency-Key', randomUUID())
      .send({ kind: 'client', words });
  await Promise.all([
    note(advocate, 'Invented one.').expect(201),
    note(colleague, 'Invented two.').expect(201),
  ]);
  expect((await sql('SELECT FROM case_note WHERE case_id = $1', [caseId])).rowCount).toBe(2);
});

describe('a page’s edit that someone overtook', () => {
  it('shows what is stored now and what was typed, and what is sent next is decided on both', async () => {
    const path = `/cases/${caseId}/client`;
    const send = (fields: object) => advocate.post(path).type('form').send(fields);
    await send({ fullName: 'Demo Saved Meanwhile', version: 1 }).expect(303);
    const late = await send({ fullName: 'Demo Typed Here', knownAs: 'Typed too', version: 1 }).expect(409);
    expect(late.text).toContain('as someone else has saved it: <strong>Demo Saved Meanwhile</strong>');
    expect(late.text).toContain('value="Demo Typed Here"');
    expect(late.text).toContain('value="Typed too"');
    expect(late.text).toContain('name="version" value="2"');
    await send({ fullName: 'Demo Typed Here', version: 2 }).expect(303);
  });
});
