import type { QueryRunner } from 'typeorm';
import { EveryAddressIsOpened1790000002383 } from '../../migrations/1790000002383-every-address-is-opened.js';
import { openAdvocateDesk, type AdvocateDesk } from '../support/advocate-desk.js';
import type { CaseIds } from '../support/given-cases.js';
import { wordsIn } from '../support/sealed-tables.js';

let desk: AdvocateDesk;
let kase: CaseIds;

beforeAll(async () => {
  desk = await openAdvocateDesk();
});
beforeEach(async () => {
  kase = await desk.aCase();
});
afterAll(() => desk.house.stop());

const username = { whose: 'perpetrator', kind: 'username', platform: 'instagram', value: '@Demo.Bramble' };
const api = (rest: string) => `/api/v1/cases/${kase.caseId}/${rest}`;
const page = async () => (await desk.browser.get(`/cases/${kase.caseId}`)).text;
const tokensOf = async (identifierId: string) => {
  const found = await desk.row(
    'SELECT count(*)::int AS tokens FROM identity_token WHERE identifier_id = $1',
    identifierId,
  );
  return found?.['tokens'];
};
const versionOfPerpetrator = async () =>
  (await desk.row('SELECT version FROM perpetrator WHERE id = $1', kase.perpetratorId))?.['version'];
const added = async (identifier: object) =>
  String((await desk.browser.post(api('identifiers')).send(identifier).expect(201)).body.id);

describe('what somebody is known by', () => {
  it('is added on the page of the case, sealed by the key of whom it is of', async () => {
    await desk.post(`/cases/${kase.caseId}/identifiers`, username).expect(303);
    const kept = await desk.row('SELECT * FROM identifier WHERE perpetrator_id = $1', kase.perpetratorId);
    expect(kept).toMatchObject({ kind: 'username', platform: 'instagram', client_id: null });
    const { owner } = desk.house.database;
    const [words] = await wordsIn(owner, 'identifier_identity', String(kept?.['id']));
    expect(words).toEqual({ value: '@Demo.Bramble' });
    const text = await page();
    expect(text).toContain('Username, Instagram');
    expect(text).toContain('What somebody is known by added');
  });

  it('that is taken back is kept, and nobody is found by it', async () => {
    const id = await added(username);
    expect(await tokensOf(id)).toBe(1);
    await desk.browser
      .post(api(`identifiers/${id}/retraction`))
      .send({ version: 7 })
      .expect(409);
    await desk.post(`/cases/${kase.caseId}/identifiers/${id}/retraction`, { version: 1 }).expect(303);
    expect(await tokensOf(id)).toBe(0);
    expect(await page()).not.toContain('@Demo.Bramble');
    const kept = await desk.row('SELECT retracted_at FROM identifier WHERE id = $1', id);
    expect(kept?.['retracted_at']).not.toBeNull();
  });

  it('and where they live stays what a perpetrator is found by, whatever they are called', async () => {
    await desk.browser
      .post(api('addresses'))
      .send({ whose: 'perpetrator', kind: 'home', value: '1 Invented Street, ZZ1 1ZZ' })
      .expect(201);
    const id = await added(username);
    const corrected = { fullName: 'Invented Hemlock', version: await versionOfPerpetrator() };
    await desk.browser.put(api('perpetrator')).send(corrected).expect(204);
    const kept = await desk.row(
      `SELECT count(*)::int AS postcodes FROM identity_token WHERE perpetrator_id = $1 AND kind = 'postcode'`,
      kase.perpetratorId,
    );
    expect([kept?.['postcodes'], await tokensOf(id)]).toEqual([1, 1]);
  });

  it('of another case is not found in this one', async () => {
    const id = await added(username);
    const other = await desk.aCase();
    const path = `/api/v1/cases/${other.caseId}/identifiers/${id}/retraction`;
    await desk.browser.post(path).send({ version: 1 }).expect(404);
  });

  it.each([
    ['platform-of-a-username', { whose: 'perpetrator', kind: 'username', value: 'demo' }],
    ['identifier-not-comparable', { whose: 'perpetrator', kind: 'plate', value: 'a red one' }],
    ['client-is-reached-by-contact-methods', { whose: 'client', kind: 'phone', value: '07700 900555' }],
  ])('is refused: %s', async (rule, identifier) => {
    const answer = await desk.browser.post(api('identifiers')).send(identifier);
    expect([answer.status, answer.body.type]).toEqual([422, rule]);
  });
});

describe('who the perpetrator is said to be', () => {
  const correction = { fullName: 'Invented Nettle', knownAs: 'Bram Nettle', bornOn: '1985-04-01' };
  const tokens = async () => {
    const { rows } = await desk.house.database.owner.query<{ kind: string }>(
      'SELECT DISTINCT kind FROM identity_token WHERE perpetrator_id = $1',
      [kase.perpetratorId],
    );
    return rows.map(({ kind }) => kind);
  };

  it('is corrected, and what else they are known by stays', async () => {
    await added({ whose: 'perpetrator', kind: 'plate', value: 'ZZ12 ABC' });
    expect(await tokens()).not.toContain('birth');
    await desk.browser
      .put(api('perpetrator'))
      .send({ ...correction, version: 1 })
      .expect(204);
    expect(await tokens()).toEqual(expect.arrayContaining(['birth', 'plate', 'name_and_birth']));
    expect(await page()).toContain('Invented Nettle');
    const form = await desk.browser.get(`/cases/${kase.caseId}/perpetrator/edit`);
    expect(form.text).toContain('value="1/4/1985"');
  });

  it('is said in a case that named nobody, once, where nobody changed the case meanwhile', async () => {
    await desk.row('UPDATE referral SET perpetrator_id = NULL WHERE id = $1', kase.referralId);
    await desk.row('UPDATE case_file SET perpetrator_id = NULL WHERE id = $1', kase.caseId);
    expect(await page()).toContain('Name the perpetrator');
    const version = Number(await desk.versionOf(kase.caseId));
    const naming = (seen: number) =>
      desk.post(`/cases/${kase.caseId}/perpetrator`, { ...correction, bornOn: '1/4/1985', version: seen });
    await naming(version - 1).expect(409);
    await naming(version).expect(303);
    const text = await page();
    expect(text).toContain('Invented Nettle');
    expect(text).toContain('Perpetrator named');
    const again = desk.house.db.run(desk.advocate, (tx) =>
      tx.query('UPDATE case_file SET perpetrator_id = $2 WHERE id = $1', [kase.caseId, kase.perpetratorId]),
    );
    await expect(again).rejects.toThrow('a case names its perpetrator once');
  });

  it('is refused where somebody changed it meanwhile', async () => {
    await desk
      .post(`/cases/${kase.caseId}/perpetrator`, { ...correction, bornOn: '', version: 9 })
      .expect(409);
  });
});

describe('whoever works here', () => {
  const relation = { fullName: 'Demo Unrelated', relation: 'neighbour' };
  it.each([
    ['username', '@demo.bramble', username],
    ['vehicle', 'zz12 abc', { whose: 'perpetrator', kind: 'plate', value: 'ZZ12ABC' }],
    ['number', '07700 900777', { whose: 'perpetrator', kind: 'phone', value: '+44 7700 900777' }],
    ['other name', null, { whose: 'perpetrator', kind: 'other_name', value: 'Demo Unrelated' }],
  ])(
    'and knows somebody by their %s is kept from the case as it is entered',
    async (_, reachedBy, identifier) => {
      await desk.browser.get(`/api/v1/cases/${kase.caseId}`).expect(200);
      await desk
        .post('/conflicts', { ...relation, ...(reachedBy === null ? {} : { reachedBy }) })
        .expect(303);
      await desk.browser.post(api('identifiers')).send(identifier).expect(201);
      await desk.browser.get(`/api/v1/cases/${kase.caseId}`).expect(404);
      await desk.house.database.owner.query('DELETE FROM exclusion; DELETE FROM conflict_token');
    },
  );
});

describe('where the perpetrator is', () => {
  const lives = '12, Demo Lane, ZZ1 1ZZ';

  it('is an address, and nothing that they are known by', async () => {
    const said = { whose: 'perpetrator', kind: 'address', value: lives };
    expect((await desk.browser.post(api('identifiers')).send(said)).status).toBe(422);
    await desk.browser
      .post(api('addresses'))
      .send({ whose: 'perpetrator', kind: 'home', value: lives })
      .expect(201);
    expect(await page()).not.toContain('Demo Lane');
  });

  it('written down before as what they are known by is moved to the addresses, to be opened with a reason', async () => {
    const { owner } = desk.house.database;
    const db = { query: (statement: string) => owner.query(statement) } as unknown as QueryRunner; // as far as a migration asks
    const migration = new EveryAddressIsOpened1790000002383();
    await migration.down(db);
    const id = await added({ ...username, value: '@demo.before' });
    await owner.query(`UPDATE identifier SET kind = 'address', platform = NULL WHERE id = $1`, [id]);
    await migration.up(db);

    expect(await page()).not.toContain('@demo.before');
    const { body } = await desk.browser.get(api('addresses'));
    expect(body.addresses).toMatchObject([{ id, whose: 'perpetrator', kind: 'other', endedAt: null }]);
    const opening = { why: 'court', words: 'Invented.', shownOn: 'screen' };
    const opened = await desk.post(`/cases/${kase.caseId}/addresses/${id}/openings`, opening);
    expect(opened.text).toContain('@demo.before');
    await expect(migration.down(db)).rejects.toThrow('out of plain sight');
  });
});
