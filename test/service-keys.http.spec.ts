import request from 'supertest';
import type { KeyScope } from '../src/kernel/actor.js';
import { openApi } from '../src/platform/http/openapi.js';
import { aFrozenYear, type FrozenHouse } from './returns/a-return.js';
import { givenAKey } from './support/given-key.js';
import { givenAService, type GivenService } from './support/given-service.js';
import { Given } from './support/given.js';
import { aReferralForm } from './support/referral-forms.js';

/** What a program outside reaches with a key of each scope: its one act, and what is open to anyone. */
let frozen: FrozenHouse;
let service: GivenService;
let keys: Readonly<Record<KeyScope, { id: string; key: string }>>;

beforeAll(async () => {
  frozen = await aFrozenYear();
  const { house } = frozen;
  const { owner } = house.database;
  service = await givenAService(house);
  const given = new Given(owner);
  const { reader } = frozen.service;
  const [maker, admin] = [
    await given.staff('admin', reader.organisationId),
    await given.staff('admin', service.organisation),
  ];
  keys = {
    aggregates: await givenAKey(owner, { scope: 'aggregates', by: maker, approvedBy: reader }),
    send_referrals: await givenAKey(owner, {
      scope: 'send_referrals',
      by: admin,
      approvedBy: service.supervisor,
      team: service.team,
    }),
  };
});
afterAll(() => frozen.house.stop());

const query = (statement: string, ...values: unknown[]) =>
  frozen.house.database.owner.query<Record<string, unknown>>(statement, values);

/** One request with a key, as the first of its minute. */
async function ask(scope: KeyScope, method: string, path: string, body?: object) {
  await query('DELETE FROM service_key_use');
  return asked(keys[scope].key, method, path, body);
}

function asked(key: string, method: string, path: string, body?: object) {
  const way = (['get', 'post', 'put', 'delete'] as const).find((each) => each === method);
  if (!way) throw new Error(`Say how to ${method}`);
  const agent = request(frozen.house.app.getHttpServer());
  return agent[way](path).set('Authorization', `Bearer ${key}`).send(body);
}

function aSentReferral(changes: Record<string, unknown> = {}) {
  const staffOnly = { receivedOn: undefined, receivedTime: undefined, verifiedOn: undefined };
  return aReferralForm({ ...staffOnly, ...changes });
}

/** Open to anyone at all, signed in or not. */
const open =
  /^(get \/|get \/health|get \/sign-in(\/(second-step|set-up|sso|sso\/return))?|get \/invitation|post \/(sign-in|sign-out|invitation|api\/v1\/(session|invitation))|delete \/api\/v1\/session|(get|post) \/forms\/.*|get (\/api\/v1)?\/disclosure-log.*)$/;
const acts: Readonly<Record<KeyScope, readonly string[]>> = {
  aggregates: [
    'get /api/v1/returns',
    'get /api/v1/returns/{contractId}/year/{startYear}',
    'get /api/v1/returns/{contractId}/year/{startYear}.csv',
    'get /api/v1/returns/{contractId}/{quarter}',
    'get /api/v1/returns/{contractId}/{quarter}.csv',
  ],
  send_referrals: ['post /api/v1/sent-referrals'],
};

describe.each(Object.keys(acts) as KeyScope[])('a key to %s', (scope) => {
  it('is answered by its one act and by no other route there is', async () => {
    const places: Record<string, string> = {
      contractId: frozen.service.contract,
      quarter: '2025-Q2',
      startYear: '2025',
    };
    const [answered, all]: [string[], string[]] = [[], []];
    for (const [path, operations] of Object.entries(openApi(frozen.house.app).paths)) {
      const at = path.replace(/\{(\w+)\}/g, (_, name: string) => places[name] ?? service.team);
      for (const method of Object.keys(operations)) {
        const { status } = await ask(scope, method, at, method === 'get' ? undefined : aSentReferral());
        all.push(`${method} ${path}`);
        // A page takes forms alone, and of those only its own.
        if (status !== 404 && status !== 415) answered.push(`${method} ${path}`);
      }
    }
    expect(all.length).toBeGreaterThan(100);
    expect(answered.filter((each) => !open.test(each)).toSorted()).toEqual(acts[scope]);
  });
});

describe('a commissioner’s key', () => {
  it('reads the figures its commissioner reads, as JSON and as a file', async () => {
    const { path, reader } = frozen;
    const { body } = await ask('aggregates', 'get', `/api/v1${path}/2025-Q2`);
    expect(body.figures.length).toBeGreaterThan(600);
    expect(body).toEqual((await reader.get(`/api/v1${path}/2025-Q2`)).body);
    const file = await ask('aggregates', 'get', `/api/v1${path}/year/2025.csv`);
    expect(file.text).toBe((await reader.get(`${path}/year/2025.csv`)).text);
    expect(file.headers['content-type']).toContain('text/csv');
  });

  it('reads no other commissioner’s', async () => {
    const other = await new Given(frozen.house.database.owner).organisation('commissioner', 'Invented third');
    await query('UPDATE service_key SET organisation_id = $2 WHERE id = $1', keys.aggregates.id, other);
    expect((await ask('aggregates', 'get', `/api/v1${frozen.path}/2025-Q2`)).status).toBe(404);
    expect((await ask('aggregates', 'get', '/api/v1/returns')).body).toMatchObject({ total: 0 });
    const { organisationId } = frozen.service.reader;
    await query(
      'UPDATE service_key SET organisation_id = $2 WHERE id = $1',
      keys.aggregates.id,
      organisationId,
    );
  });
});

describe('a referrer’s key', () => {
  const send = (changes?: Record<string, unknown>) =>
    ask('send_referrals', 'post', '/api/v1/sent-referrals', aSentReferral(changes));

  it('sends a referral to its team, and is told its reference and nothing of anyone', async () => {
    const answer = await send({ fullName: 'Invented Sent' });
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({ reference: expect.stringMatching(/^RF-2026-[0-9A-Z]{7}$/) });
    const { rows } = await query(
      'SELECT team_id, recorded_by, sent_with, state, id FROM referral WHERE reference = $1',
      answer.body.reference,
    );
    expect(rows).toMatchObject([
      { team_id: service.team, recorded_by: null, sent_with: keys.send_referrals.id, state: 'received' },
    ]);
    const advocate = await frozen.house.as(service.advocate.userId);
    const { text } = await advocate.get(`/referrals/${String(rows[0]?.['id'])}`).expect(200);
    expect(text).toContain('Invented Sent');
    expect(text).toContain('Demo holder');
    expect(text).toContain('we have not verified it with the client');
    const outsider = await frozen.house.as(service.outsider.userId);
    await outsider.get(`/referrals/${String(rows[0]?.['id'])}`).expect(404);
  });

  it('learns nothing of who is on record already, whom the team is shown as likely the same', async () => {
    const twice = { fullName: 'Invented Twice', bornOn: '1980-01-01', value: '07700 900999' };
    const [first, second] = [await send(twice), await send(twice)];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(Object.keys(second.body)).toEqual(['reference']);
    const sql = 'SELECT id FROM referral WHERE reference = $1';
    const { rows } = await query(sql, second.body.reference);
    const advocate = await frozen.house.as(service.advocate.userId);
    const { text } = await advocate.get(`/referrals/${String(rows[0]?.['id'])}`);
    expect(text).toContain(first.body.reference);
  });

  it.each([
    ['teamId', { teamId: '30000000-0000-4000-8000-000000000003' }],
    ['receivedOn', { receivedOn: '2026-03-01' }],
    ['sameAs', { sameAs: 'someone_else' }],
    ['repeats', { repeats: 'RF-2026-0000000' }],
    ['verifiedOn', { verifiedOn: '2026-03-01' }],
    ['recordedBy', { recordedBy: '30000000-0000-4000-8000-000000000003' }],
    ['fullName', { fullName: '' }],
  ])('is refused a body with %s that is not a sender’s to say', async (field, wrong) => {
    const answer = await send(wrong);
    expect(answer.status).toBe(422);
    expect(Object.keys(answer.body.errors)).toEqual([field]);
  });

  it('leaves nothing where a rule refuses what it sends', async () => {
    const count = async () => (await query('SELECT count(*) FROM client')).rows[0]?.['count'];
    const before = await count();
    const answer = await send({ cyberElement: 'no' });
    expect(answer.body.type).toBe('cyber-types-without-cyber');
    expect(await count()).toBe(before);
  });
});
