import { createHash, randomBytes, randomUUID } from 'node:crypto';
import request from 'supertest';
import { KeptAnswersJob } from '../../../src/platform/http/kept-answers.job.js';
import { Log } from '../../../src/platform/log.js';
import { startApp, type TestApp } from '../../support/app.js';
import { givenACase } from '../../support/given-cases.js';
import { givenAKey } from '../../support/given-key.js';
import { givenAService, type GivenService } from '../../support/given-service.js';
import { Given } from '../../support/given.js';
import { aReferralForm } from '../../support/referral-forms.js';
import { givenPassword } from '../../support/signing-in.js';

type Agent = Awaited<ReturnType<TestApp['as']>>;

/** What is stored of a change that came with a key, and for whom. */
let house: TestApp;
let service: GivenService;
let advocate: Agent;
let caseId: string;
beforeAll(async () => {
  house = await startApp();
  service = await givenAService(house);
  advocate = await house.as(service.advocate.userId);
  ({ caseId } = await givenACase(house.database.owner, service));
});
afterAll(() => house.stop());

const sql = (text: string, values: unknown[] = []) =>
  house.database.owner.query<Record<string, unknown>>(text, values);
const notes = async () => (await sql('SELECT FROM case_note WHERE case_id = $1', [caseId])).rowCount;
const aContactMethod = {
  channel: 'phone',
  safe: 'yes',
  voicemailSafe: 'no',
  deviceWatched: 'no',
  verifiedOn: '03/03/2026',
};
const note = { kind: 'client', words: 'Invented words.' };
const write = (key: string) =>
  advocate.post(`/api/v1/cases/${caseId}/notes`).set('Idempotency-Key', key).send(note);

describe('what is kept', () => {
  it('says nothing to whoever has the database', async () => {
    const admin = await house.as(
      (await new Given(house.database.owner).staff('admin', service.organisation)).userId,
    );
    const person = { displayName: 'Demo Bracken', email: `x${randomUUID()}@demo.invalid`, role: 'admin' };
    const key = randomUUID();
    const { body } = await admin.post('/api/v1/staff').set('Idempotency-Key', key).send(person).expect(201);
    const again = await admin.post('/api/v1/staff').set('Idempotency-Key', key).send(person);
    expect([again.status, again.body.type]).toEqual([409, 'told-once']);
    expect(again.text).not.toContain(body.invitation);
    const { rows } = await sql(`SELECT encode(sealed, 'escape') AS text FROM kept_answer`);
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(body.invitation);
    expect(JSON.stringify(rows)).not.toContain(key);
  });

  it('is no hash of what was asked that whoever tries every telephone number could know again', async () => {
    const contact = { ...aContactMethod, value: '07700 900837' };
    const path = `/cases/${caseId}/contact-methods`;
    const _once = randomUUID();
    await advocate
      .post(path)
      .type('form')
      .send({ ...contact, _once })
      .expect(303);
    await advocate.post(`/api/v1/cases/${caseId}/notes`).set('Idempotency-Key', _once).send(note).expect(201);
    const asked = [
      [path, contact],
      [`/api/v1/cases/${caseId}/notes`, note],
    ] as const;
    const guesses = asked.flatMap(([to, body]) => [[to, null, body], [to, body], body]).map(unkeyedHash);
    expect(await storedAmong(guesses)).toEqual([]);
    await sql('INSERT INTO kept_answer (staff_id, key_hash, request_mac) VALUES ($1, $2, $3)', [
      service.advocate.userId,
      randomBytes(32),
      unkeyedHash([path, null, contact]),
    ]);
    expect(await storedAmong(guesses)).toEqual(['kept_answer.request_mac']);
    await sql('DELETE FROM kept_answer');
  });

  it('is nothing of a new password, and no fault is logged for that', async () => {
    const supervisor = await new Given(house.database.owner).staff('supervisor', service.organisation, {
      password: true,
    });
    const lines: string[] = [];
    house.app.get(Log).writeTo({ write: (line) => void lines.push(line) });
    const agent = await house.as(supervisor.userId);
    const passwords = { current: givenPassword, wanted: 'violet harbour tunic 88' };
    const _once = randomUUID();
    await agent
      .post('/password')
      .type('form')
      .send({ ...passwords, _once })
      .expect(303);
    expect(lines.join('')).not.toContain('answer.not_kept');
    expect(await storedAmong([unkeyedHash(['/password', null, passwords])])).toEqual([]);
  });

  it('is cleared after a day, and then the key is new', async () => {
    const [old, young] = [randomUUID(), randomUUID()];
    const before = (await notes()) ?? 0;
    await write(old).expect(201);
    await sql(`UPDATE kept_answer SET begun_at = now() - interval '25 hours'`);
    await write(young).expect(201);
    await house.app.get(KeptAnswersJob).clear();
    expect((await sql('SELECT FROM kept_answer')).rowCount).toBe(1);
    await write(old).expect(201);
    expect(await notes()).toBe(before + 3);
  });
});

describe('a program’s change', () => {
  it('sent twice under its own key is one referral, as a person’s would be', async () => {
    const given = new Given(house.database.owner);
    const by = await given.staff('admin', service.organisation);
    const { key } = await givenAKey(house.database.owner, {
      scope: 'send_referrals',
      by,
      approvedBy: service.supervisor,
      team: service.team,
    });
    const staffOnly = { receivedOn: undefined, receivedTime: undefined, verifiedOn: undefined };
    const send = (once: string, changes: object = {}) =>
      request(house.app.getHttpServer())
        .post('/api/v1/sent-referrals')
        .set('Authorization', `Bearer ${key}`)
        .set('Idempotency-Key', once)
        .send(aReferralForm({ ...staffOnly, ...changes }));
    const answers = [await send('same-key-0001'), await send('same-key-0001')];
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(answers[1]?.text).toBe(answers[0]?.text);
    expect((await send('another-key-2')).text).not.toBe(answers[0]?.text);
    expect((await send('same-key-0001', { fullName: 'Invented Changed' })).body.type).toBe('key-used');
  });
});

/** What whoever guessed a request could compute of it without any secret. */
function unkeyedHash(request: unknown): Buffer {
  return createHash('sha256').update(JSON.stringify(request)).digest();
}

/** The columns of any table that hold one of these. */
async function storedAmong(hashes: readonly Buffer[]): Promise<string[]> {
  const { rows } = await sql(
    `SELECT c.table_name AS table, c.column_name AS column FROM information_schema.columns c
     JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE c.table_schema = 'public' AND c.data_type = 'bytea' AND t.table_type = 'BASE TABLE'`,
  );
  const found: string[] = [];
  for (const place of rows.map(({ table, column }) => [String(table), String(column)] as const)) {
    const [table, column] = place;
    if ((await sql(`SELECT FROM ${table} WHERE ${column} = ANY ($1)`, [hashes])).rowCount)
      found.push(place.join('.'));
  }
  return found;
}
