import { keptFrom, sealedFor } from '../safeguards/guarded-records.js';
import { openAdvocateDesk, type AdvocateDesk } from '../support/advocate-desk.js';
import { givenACase, type CaseIds } from '../support/given-cases.js';

let desk: AdvocateDesk;
let kase: CaseIds;
const who = { name: 'Fern Stephens', bornOn: '1991-05-17', phone: '07700 900246' };

beforeAll(async () => {
  desk = await openAdvocateDesk();
});
beforeEach(async () => {
  await desk.house.database.owner.query('DELETE FROM identity_token');
  kase = await givenACase(desk.house.database.owner, { ...desk, ...who });
});
afterAll(() => desk.house.stop());

interface Found {
  readonly fullName: string;
  readonly reasons: readonly string[];
  readonly in: readonly { readonly id: string }[];
}
const find = async (terms: object) => {
  const { body } = await desk.browser.post('/api/v1/people-searches').send(terms).expect(200);
  return body as { total: number; pages: number; more: boolean; people: readonly Found[] };
};
const identifier = (fields: object) =>
  desk.browser.post(`/api/v1/cases/${kase.caseId}/identifiers`).send(fields).expect(201);

describe('somebody is found', () => {
  it.each([
    ['by a name that is misspelt', { words: 'Fern Stevens' }, 'Name written alike'],
    ['with the surname first', { words: 'stephens, fern' }, 'Name'],
    ['by a surname alone', { words: 'Stephens' }, 'Surname'],
    ['by a surname that is misspelt', { words: 'Stevens' }, 'Name written alike'],
    ['by a number written otherwise', { words: '+44 7700 900246' }, 'Phone number'],
    ['by the end of a number', { words: '900246' }, 'Last six digits of a phone number'],
    ['by a day of birth', { bornOn: '1991-05-17' }, 'Date of birth'],
  ])('%s', async (_, terms, reason) => {
    const { total, people } = await find(terms);
    expect(total).toBe(1);
    expect(people[0]).toMatchObject({ fullName: who.name, in: [{ id: kase.caseId, kind: 'case' }] });
    expect(people[0]?.reasons).toContain(reason);
  });

  it('by the reference of their case', async () => {
    const found = await desk.row('SELECT reference FROM case_file WHERE id = $1', kase.caseId);
    const { people } = await find({ words: String(found?.['reference']).toLowerCase() });
    expect(people).toMatchObject([{ fullName: who.name, reasons: ['Reference'] }]);
  });

  it.each([
    ['Username', { kind: 'username', platform: 'tiktok', value: '@Invented.Nettle' }, 'invented.nettle'],
    ['Vehicle registration', { kind: 'plate', value: 'ZZ12 ABO' }, 'zz12ab0'],
    ['Crime reference', { kind: 'crime_reference', value: '42/12345/26' }, '42 12345 26'],
    ['Name', { kind: 'other_name', value: 'Invented Thistle' }, 'Invented Thistle'],
  ])('as a perpetrator by their %s', async (reason, fields, words) => {
    await identifier({ whose: 'perpetrator', ...fields });
    const { people } = await find({ words });
    expect(people).toMatchObject([{ whose: 'perpetrator', fullName: 'Invented Bramble', reasons: [reason] }]);
  });
});

describe('nobody learns by searching', () => {
  const nobody = { total: 0, people: [] };

  it('of somebody they are excluded from', async () => {
    await keptFrom(desk.house.database.owner, kase.clientId, [desk.advocate]);
    expect(await find({ words: who.name })).toMatchObject(nobody);
    expect(await find({ words: who.phone })).toMatchObject(nobody);
    expect(await find({ words: 'Invented Bramble' })).toMatchObject(nobody);
  });

  it('by asking again what was answered before', async () => {
    const again = () =>
      desk.browser
        .post('/api/v1/people-searches')
        .set('Idempotency-Key', 'asked twice')
        .send({ words: who.name });
    expect((await again()).body).toMatchObject({ total: 1 });
    await keptFrom(desk.house.database.owner, kase.clientId, [desk.advocate]);
    expect((await again()).body).toMatchObject(nobody);
  });

  it('of somebody who is sealed for others', async () => {
    await sealedFor(desk.house.database.owner, kase.clientId, [desk.advocate, desk.supervisor]);
    expect(await find({ words: who.name })).toMatchObject(nobody);
    const found = await desk.row('SELECT reference FROM case_file WHERE id = $1', kase.caseId);
    expect(await find({ words: String(found?.['reference']) })).toMatchObject(nobody);
  });

  it('and the log has what was searched for under a key, and whom it led to', async () => {
    await find({ words: who.name });
    const logged = await desk.row(
      `SELECT fingerprint, ids FROM audit.entry WHERE act = 'people.searched' AND $1 = ANY (ids) ORDER BY at DESC LIMIT 1`,
      kase.caseId,
    );
    expect(logged?.['fingerprint']).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(logged)).not.toMatch(/stephens/i);
  });
});

describe('of very many who share a name and an initial', () => {
  it('whoever shares the birth too is found, and there may be more', async () => {
    const { owner } = desk.house.database;
    await owner.query('DELETE FROM identity_token');
    for (let number = 0; number < 3; number += 1)
      await givenACase(owner, { ...desk, name: 'June Stephens', bornOn: '1960-01-01' });
    await owner.query('INSERT INTO identity_token SELECT t.* FROM identity_token t, generate_series(1, 900)');
    const late = await givenACase(owner, { ...desk, name: 'Jo Stephens', bornOn: '1991-05-17' });
    const { people, more } = await find({ words: 'J Stephens', bornOn: '1991-05-17' });
    expect(people[0]).toMatchObject({ fullName: 'Jo Stephens', in: [{ id: late.caseId }] });
    expect(more).toBe(true);
    expect((await desk.post('/people', { words: 'J Stephens' })).text).toContain(
      'there may be more than these',
    );
    expect((await find({ words: who.phone })).more).toBe(false);
  });
});

describe('the page', () => {
  it('posts what is searched for, so that no address holds it, and turns pages the same way', async () => {
    for (let number = 0; number < 20; number += 1)
      await givenACase(desk.house.database.owner, { ...desk, name: 'Fern Stephens' });
    const first = await desk.post('/people', { words: 'Fern Stephens' });
    expect(first.text).toContain('Showing 1 to 20 of 21 people');
    expect(first.text).not.toMatch(/href="[^"]*stephens/i);
    const second = await desk.post('/people', { words: 'Fern Stephens', page: 2 });
    expect(second.text).toContain('Showing 21 to 21 of 21 people');
    expect(second.text).toContain('Previous page');
  });

  it('asks again where nothing was typed', async () => {
    const answer = await desk.post('/people', { words: '', bornOn: '' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(
      'Enter a name, number, username, registration or reference, or a date of birth',
    );
  });
});
