import { createHash } from 'node:crypto';
import request from 'supertest';
import type { Person } from '../../../src/kernel/actor.js';
import { startApp, type TestApp } from '../../support/app.js';
import { givenACase, type CaseIds } from '../../support/given-cases.js';
import { givenAService, type GivenService } from '../../support/given-service.js';
import { Given } from '../../support/given.js';
import { entriesOf, entriesSince, lastEntry, type EntryRow } from './entries.js';

let house: TestApp;
let service: GivenService;
let kase: CaseIds;
beforeAll(async () => {
  house = await startApp();
  service = await givenAService(house);
  const { team, advocate } = service;
  kase = await givenACase(house.database.owner, { team, advocate });
});
afterAll(() => house.stop());

const entries = (answer: { headers: Record<string, string> }) =>
  entriesOf(house.database.owner, answer.headers['x-request-id'] ?? '');

describe('what a person is shown', () => {
  it('of a case is in the log: who asked for what, which case was opened, and that addresses were read', async () => {
    const answer = await (await house.as(service.advocate.userId)).get(`/cases/${kase.caseId}`);
    expect(answer.status).toBe(200);
    const found = await entries(answer);
    expect(found).toMatchObject([
      { act: 'casefile.show', result: 'allowed', ids: [kase.caseId] },
      { act: 'case.opened', case_id: kase.caseId },
      { act: 'contacts.read', subject_id: kase.clientId },
    ]);
    for (const entry of found)
      expect(entry).toMatchObject({
        actor_id: service.advocate.userId,
        actor_role: 'casework_advocate',
        organisation_id: service.organisation,
      });
  });

  it('of a list is in the log by the ids that were on it', async () => {
    const answer = await (await house.as(service.advocate.userId)).get('/api/v1/cases');
    expect(await entries(answer)).toMatchObject([
      { act: 'cases.list' },
      { act: 'cases.listed', ids: [kase.caseId] },
    ]);
  });

  it('is in the log where nothing had to be looked up for it', async () => {
    const answer = await (await house.as(service.advocate.userId)).get('/password');
    expect(answer.status).toBe(200);
    expect(await entries(answer)).toMatchObject([{ act: 'passwords.edit', result: 'allowed' }]);
  });

  it('as a file is in the log by its SHA-256', async () => {
    const given = new Given(house.database.owner);
    const reader = await given.staff('commissioner', await given.organisation('commissioner'));
    const answer = await (await house.as(reader.userId)).get('/returns/definitions.csv');
    const fingerprint = createHash('sha256').update(answer.text, 'utf8').digest('hex');
    expect(answer.text.length).toBeGreaterThan(100);
    expect(await entries(answer)).toContainEqual(
      expect.objectContaining({ act: 'file.exported', fingerprint }),
    );
  });

  it('and what they change is in the log of the same request', async () => {
    const agent = await house.as(service.advocate.userId);
    const answer = await agent
      .post(`/api/v1/cases/${kase.caseId}/notes`)
      .send({ kind: 'supervision', words: 'Invented' });
    const acts = (await entries(answer)).map(({ act, table_name }) => [act, table_name]);
    expect(answer.status).toBe(201);
    expect(acts).toContainEqual(['row.inserted', 'case_note']);
  });
});

describe('what is refused', () => {
  const hidden = () => `/cases/${kase.caseId}`;

  /** What the log was told when somebody was told that there is no such page, in an answer that has no number. */
  async function told({ userId }: Person, path: string): Promise<EntryRow[]> {
    const agent = await house.as(userId);
    const before = await lastEntry(house.database.owner);
    const answer = await agent.get(path);
    expect([answer.status, answer.headers['x-request-id']]).toEqual([404, undefined]);
    return entriesSince(house.database.owner, before);
  }

  it('is in the log before it is answered, with what was asked for', async () => {
    const refused = await told(service.outsider, hidden());
    expect(refused).toMatchObject([
      { act: 'casefile.show', result: 'refused', ids: [kase.caseId], case_id: null },
    ]);
  });

  it('because of a role is in the log too', async () => {
    expect(await told(service.advocate, '/staff')).toMatchObject([{ act: 'staff.list', result: 'refused' }]);
  });

  it('by a rule, or because it cannot be read, is there as not carried out', async () => {
    const agent = await house.as(service.advocate.userId);
    const broken = await agent
      .post(`/api/v1/cases/${kase.caseId}/closure`)
      .send({ closedOn: '2020-01-01', reason: 'support_completed', version: 1 });
    expect(broken.status).toBe(422);
    const reserved = { act: 'answer.reserved', result: 'allowed', ids: [] };
    const released = { act: 'answer.released', result: 'allowed', ids: [] };
    const failed = { act: 'cases.close', result: 'failed' };
    // That its key was reserved, and let go again, is not that it was done.
    expect(await entries(broken)).toMatchObject([reserved, released, failed]);
    const garbled = await agent.post(`/api/v1/cases/${kase.caseId}/closure`).send({ closedOn: 'soon' });
    expect(await entries(garbled)).toMatchObject([reserved, released, failed]);
  });

  it('of a reference tried in an emergency is there as refused, by a hash of what was tried', async () => {
    const agent = await house.as(service.advocate.userId);
    const tried = async (reference: string) => {
      const emergency = { reference, why: 'cover', words: 'Invented.', hours: 1 };
      const answer = await agent.post('/api/v1/emergency-access').send(emergency);
      expect(answer.status).toBe(422);
      return (await entries(answer)).find(({ act }) => act === 'emergencies.create');
    };
    const [one, again, other] = [
      await tried('SA-2026-AAAAAAA'),
      await tried('sa-2026-aaaaaaa'),
      await tried('SA-2026-BBBBBBB'),
    ];
    expect(one).toMatchObject({
      result: 'refused',
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
    expect(again?.fingerprint).toBe(one?.fingerprint);
    expect(other?.fingerprint).not.toBe(one?.fingerprint);
  });
});

describe('where the log cannot be written', () => {
  const owner = (sql: string) => house.database.owner.query(sql);
  beforeAll(() => owner('ALTER POLICY entry_of_oneself ON audit.entry WITH CHECK (false)'));
  afterAll(() => owner('ALTER POLICY entry_of_oneself ON audit.entry WITH CHECK (actor_id = my_user())'));

  it.each(['/cases', '/password', '/home'])('nothing is shown at %s', async (path) => {
    const answer = await (await house.as(service.advocate.userId)).get(path);
    expect(answer.status).toBe(500);
    expect(answer.text).toContain('something went wrong');
  });

  it('a refusal is a plain fault', async () => {
    const answer = await (await house.as(service.outsider.userId)).get(`/cases/${kase.caseId}`);
    expect(answer.status).toBe(500);
  });

  it('pages that ask nobody who they are go on', async () => {
    expect((await request(house.app.getHttpServer()).get('/sign-in')).status).toBe(200);
  });
});
