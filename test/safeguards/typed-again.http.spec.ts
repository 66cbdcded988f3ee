import { aReferralForm, someone } from '../support/referral-forms.js';
import { keptFrom, sealedFor } from './guarded-records.js';
import { openSafeguardsDesk, type SafeguardsDesk } from './safeguards-desk.js';

/** A client who is sealed, or from whom a supervisor keeps somebody, is typed again by a member of staff who does not know it. */
let desk: SafeguardsDesk;
let who: { name: string; bornOn: string; phone: string };
let clientId: string;

beforeAll(async () => {
  desk = await openSafeguardsDesk();
});
beforeEach(async () => {
  const { fullName: name, bornOn, value: phone } = someone();
  who = { name, bornOn, phone };
  ({ clientId } = await desk.aCase(who));
  await sealedFor(owner(), clientId, [desk.advocate, desk.supervisor]);
});
afterAll(() => desk.house.stop());

const owner = () => desk.house.database.owner;
type Who = typeof desk.advocate;
async function typed(by: Who, changes: object = { value: who.phone }): Promise<string> {
  const agent = await desk.house.as(by.userId);
  const { body } = await agent
    .post('/api/v1/referrals')
    .send(aReferralForm({ ...someone(), ...changes }))
    .expect(201);
  return `/referrals/${String(body.id)}`;
}
const statuses = async (path: string, people: readonly Who[]) => {
  const found: number[] = [];
  for (const person of people) found.push((await desk.get(person, path)).status);
  return found;
};
const decide = async (by: Who, path: string, decision: object) => {
  const row = await desk.row('SELECT version FROM referral WHERE id = $1', path.split('/').at(-1));
  return desk.post(by, `${path}/decision`, { version: row?.['version'], ...decision });
};

it.each<[string, () => object]>([
  ['number', () => ({ value: who.phone })],
  ['name and day of birth', () => ({ fullName: who.name, bornOn: who.bornOn })],
])(
  'by their %s, it is for those who are named and for whoever typed it, and for nobody else of the team',
  async (_, like) => {
    const path = await typed(desk.colleague, like());
    expect(await statuses(path, [desk.supervisor, desk.colleague, desk.deputy, desk.advocate])).toEqual([
      200, 200, 404, 404,
    ]);
  },
);

it('by their home, it is too, but not by an address that many have', async () => {
  const home = '12 Invented Street, ZZ1 1ZZ';
  const agent = await desk.house.as(desk.supervisor.userId);
  const { rows } = await owner().query<{ id: string }>('SELECT id FROM case_file WHERE client_id = $1', [
    clientId,
  ]);
  const address = { whose: 'client', kind: 'home', value: home };
  await agent
    .post(`/api/v1/cases/${rows[0]?.id ?? ''}/addresses`)
    .send(address)
    .expect(201);
  const atHome = { channel: 'post', value: '12, Invented St zz11zz' };
  expect(await statuses(await typed(desk.colleague, atHome), [desk.advocate])).toEqual([404]);
  await typed(desk.colleague, { ...atHome, sameAs: 'someone_else' });
  const fourth = await typed(desk.colleague, { ...atHome, sameAs: 'someone_else' });
  expect(await statuses(fourth, [desk.advocate])).toEqual([200]);
});

it('whoever typed it reads no seal in plain SQL either, and nobody names anybody silently', async () => {
  const id = String((await typed(desk.colleague)).split('/').at(-1));
  const seal = await desk.row(
    'SELECT l.id FROM seal l JOIN referral r ON r.client_id = l.client_id WHERE r.id = $1',
    id,
  );
  const sql = (by: Who, statement: string, ...values: unknown[]) =>
    desk.house.db.run(by, (tx) => tx.query<unknown[]>(statement, values));
  const find = 'SELECT id FROM seal WHERE id = $1';
  expect(await sql(desk.colleague, find, seal?.['id'])).toEqual([]);
  expect(await sql(desk.supervisor, find, seal?.['id'])).toHaveLength(1);
  const naming = 'INSERT INTO seal_member (seal_id, staff_id, silently) VALUES ($1, $2, true)';
  await expect(sql(desk.supervisor, naming, seal?.['id'], desk.deputy.userId)).rejects.toThrow(
    'row-level security',
  );
});

it('whoever typed it is shown nothing that what they type of anybody does not show', async () => {
  for (const typist of [desk.colleague, desk.deputy]) {
    const path = await typed(typist);
    const other = await typed(typist, {});
    const pages: string[] = [];
    for (const each of [path, other]) {
      const { text } = await desk.get(typist, each);
      expect(text).not.toMatch(/[Ss]ealed/);
      pages.push(
        text
          .match(/<h2[^>]*>[^<]*|<a [^>]*>[^<]*/g)
          ?.join('')
          .replaceAll(/[0-9a-f-]{36}|RF-[\w-]+/g, '') ?? '',
      );
    }
    expect(pages[0]).toBe(pages[1]);
    expect((await desk.get(typist, '/home')).text).not.toContain('Seal it');
  }
});

it('in another team it is sealed as well, and a supervisor there answers for it', async () => {
  const path = await typed(desk.stranger);
  const beside = await desk.given.staff('advocate', desk.organisation, {
    teams: [desk.otherTeam],
    name: 'Demo Beside',
  });
  expect(await statuses(path, [desk.stranger, desk.outsider, beside, desk.advocate])).toEqual([
    200, 200, 404, 404,
  ]);
});

it('it is no longer theirs once somebody else has decided it, and a supervisor who is named decides', async () => {
  const path = await typed(desk.colleague);
  const seal = (await desk.get(desk.supervisor, `${path}/seal`)).text;
  expect(seal).toContain(`${desk.colleague.displayName} (typed it, and is told of no seal`);
  const accepted = await decide(desk.supervisor, path, { decision: 'accept_waitlist' });
  expect(accepted.status).toBe(303);
  expect(await statuses(path, [desk.supervisor, desk.colleague])).toEqual([200, 404]);
});

it('a supervisor who typed it may seal it as anything else', async () => {
  const path = await typed(desk.deputy);
  const sealed = await desk.post(desk.deputy, `${path}/seal`, {
    why: 'other',
    named: [desk.deputy.userId, desk.supervisor.userId],
  });
  expect(sealed.status).toBe(303);
});

it('where a supervisor keeps somebody from the client, they are kept from it, and whoever typed it once another decided it', async () => {
  await keptFrom(owner(), clientId, [desk.advocate, desk.colleague]);
  await owner().query(`UPDATE exclusion SET why = 'supervisor' WHERE client_id = $1`, [clientId]);
  await owner().query('UPDATE seal SET lifted_at = now(), lifted_by = sealed_by WHERE client_id = $1', [
    clientId,
  ]);
  const path = await typed(desk.colleague);
  expect(await statuses(path, [desk.colleague, desk.advocate, desk.deputy])).toEqual([200, 404, 200]);
  await decide(desk.supervisor, path, { decision: 'accept_waitlist' });
  expect(await statuses(path, [desk.colleague, desk.deputy])).toEqual([404, 200]);
});

it('a number added to what others work on already takes it from nobody', async () => {
  const { caseId } = await desk.aCase({ phone: '07700 900555' });
  const method = { channel: 'text', value: who.phone, safe: 'unknown' };
  const agent = await desk.house.as(desk.colleague.userId);
  await agent.post(`/api/v1/cases/${caseId}/contact-methods`).send(method).expect(201);
  expect(await statuses(`/cases/${caseId}`, [desk.colleague, desk.advocate])).toEqual([200, 200]);
});

it.each<[string, string, object]>([
  [
    'social worker',
    'people',
    { kind: 'professional', relation: 'adults_social_worker', fullName: 'Demo Marl' },
  ],
  ['school', 'addresses', { whose: 'related', kind: 'school', value: '1 Invented School, ZZ1 1ZZ' }],
])('whose %s is the same is not the same person', async (_, path, facts) => {
  await owner().query('UPDATE seal SET lifted_at = now(), lifted_by = sealed_by WHERE client_id = $1', [
    clientId,
  ]);
  const first = await desk.row('SELECT id FROM case_file WHERE client_id = $1', clientId);
  const second = await desk.aCase({ phone: someone().value });
  const number = someone().value;
  await keptFrom(owner(), clientId, [desk.colleague]);
  await owner().query(`UPDATE exclusion SET why = 'supervisor' WHERE client_id = $1`, [clientId]);
  for (const caseId of [String(first?.['id']), second.caseId]) {
    const agent = await desk.house.as(desk.advocate.userId);
    const send = async (to: string, body: object) =>
      String((await agent.post(`/api/v1/cases/${caseId}/${to}`).send(body).expect(201)).body.id);
    const child = { kind: 'child', relation: 'clients_child', fullName: 'Demo Sprig', contact: 'none' };
    if (path === 'people') await send(path, { ...facts, reachedBy: number });
    else await send(path, { ...facts, relatedPersonId: await send('people', { ...child, ageTold: 8 }) });
  }
  expect(await statuses(`/cases/${second.caseId}`, [desk.colleague])).toEqual([200]);
  const alike = 'SELECT $2 = ANY (on_record_as($1)) AS alike';
  expect(await desk.row(alike, second.clientId, clientId)).toEqual({ alike: false });
  const accused = await desk.aCase();
  await owner().query(
    `INSERT INTO conflict_token (organisation_id, perpetrator_id, how, token)
     SELECT DISTINCT organisation_id, $2::uuid, how, token FROM conflict_token WHERE client_id = $1 AND around IS NOT NULL AND how = 'matched_contact'`,
    [second.clientId, accused.perpetratorId],
  );
  expect(await desk.row('SELECT likely_same($1, $2) AS by', second.clientId, accused.perpetratorId)).toEqual({
    by: null,
  });
});
