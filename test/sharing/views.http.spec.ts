import { addDays } from '../../src/kernel/plain-date.js';
import { EndViewsJob } from '../../src/sharing/end-views.job.js';
import { become } from '../support/becoming.js';
import { PartnerDesk } from './partner-desk.js';

let at: PartnerDesk;
let reed: Awaited<ReturnType<PartnerDesk['aPartner']>>;
let marsh: typeof reed;

beforeAll(async () => {
  at = await PartnerDesk.open();
  reed = await at.aPartner('Invented Reed');
  marsh = await at.aPartner('Invented Marsh');
});
beforeEach(() => at.begin());
afterAll(() => at.desk.house.stop());

const theyLook = (id: string, { browser } = reed) => browser.get(`/api/v1/views/${id}`);
const shared = (facts: object = {}) => at.shared(reed.person, facts);
const view = (facts: object = {}) => at.view(reed.person, facts);
const gone = async (id: string, because: string | null) => {
  expect((await theyLook(id)).status).toBe(404);
  expect(await at.keyDestroyedAt(id)).toEqual(expect.any(Date));
  expect(await at.log(id)).toMatchObject({ endedBecause: because, says: [{ words: 'Erased' }] });
};

describe('letting a partner look', () => {
  it('is sharing, and is refused where the client never agreed', async () => {
    expect((await view()).body.type).toBe('no-basis-to-share');
  });

  it('shows them the copy and nothing that is edited later', async () => {
    const id = await shared({ name: 'Invented Finch', risk: 'Invented: high.' });
    const { body } = await theyLook(id).expect(200);
    expect(body.says).toEqual(
      expect.arrayContaining([
        { item: 'name', words: 'Invented Finch' },
        { item: 'risk', words: 'Invented: high.' },
      ]),
    );
    expect(body).toMatchObject({ untilOn: at.tomorrow, items: ['name', 'risk'] });
  });

  it('needs a name for nothing, and something that is said', async () => {
    await at.answers('given').expect(201);
    expect((await view({ risk: '' })).body.type).toBe('nothing-copied');
    expect((await view({ untilOn: addDays(at.today, 91) })).body.type).toBe('view-too-long');
    expect((await view({ untilOn: addDays(at.today, -1) })).body.type).toBe('share-ends-before-it-begins');
    expect((await view({ partnerId: at.desk.advocate.userId })).status).toBe(404);
    expect((await view({ document: 'Invented.' })).status).toBe(422);
  });

  it('is for one of them, and not for a colleague of theirs', async () => {
    const id = await shared();
    expect((await theyLook(id, marsh)).status).toBe(404);
    expect((await marsh.browser.get('/api/v1/views').expect(200)).body.total).toBe(0);
  });

  it('tells whoever shared it each time they look', async () => {
    const id = await shared();
    await theyLook(id).expect(200);
    await theyLook(id).expect(200);
    expect((await at.log(id)).lookedAtBy).toMatchObject({ total: 2, looks: [{ by: 'Invented Reed' }, {}] });
    const { text } = await at.desk.browser.get(`/cases/${at.kase.caseId}/shares`).expect(200);
    expect(text).toContain('They looked at it 2 times');
  });

  it('is a page of theirs, with nothing else of the program on it', async () => {
    const id = await shared({ name: 'Invented Finch' });
    await reed.browser.get('/home').expect(303).expect('Location', '/views');
    const list = (await reed.browser.get('/views').expect(200)).text;
    expect(list).toContain(`/views/${id}`);
    expect(list).not.toContain('Invented Finch');
    expect((await reed.browser.get(`/views/${id}`).expect(200)).text).toContain('Invented Finch');
    for (const path of ['/cases', '/agencies', '/people', '/referrals', '/log', '/staff'])
      expect((await reed.browser.get(path)).status).toBe(404);
    expect((await reed.browser.get(`/cases/${at.kase.caseId}`)).status).toBe(404);
  });
});

describe('a view ends, and its key is destroyed', () => {
  it('at once where whoever shared it ends it', async () => {
    const id = await shared();
    const { version } = await at.log(id);
    await at.desk.browser
      .post(`/api/v1/cases/${at.kase.caseId}/shares/${id}/revocation`)
      .send({ version })
      .expect(204);
    await gone(id, 'revoked');
  });

  it('where the client takes their consent back', async () => {
    const id = await shared();
    await at.answers('withdrawn').expect(201);
    await gone(id, 'consent_ended');
  });

  it('as its case is closed', async () => {
    const id = await shared();
    const closing = { closedOn: at.today, reason: 'other', version: await at.desk.versionOf(at.kase.caseId) };
    await at.desk.browser.post(`/api/v1/cases/${at.kase.caseId}/closure`).send(closing).expect(204);
    await gone(id, 'case_closed');
  });

  it('once its last day is over, by itself', async () => {
    const id = await shared();
    at.setClock(addDays(at.today, 2));
    expect((await theyLook(id)).status).toBe(404);
    at.setClock(at.today);
    await at.owner.query('UPDATE share SET shared_on = $2::date - 9, until_on = $2::date - 1 WHERE id = $1', [
      id,
      at.today,
    ]);
    expect((await theyLook(id)).status).toBe(404);
    await at.desk.house.app.get(EndViewsJob).end();
    await gone(id, null);
  });

  it('as the record is sealed', async () => {
    const id = await shared();
    await at.owner.query('UPDATE case_file SET sealed = true WHERE id = $1', [at.kase.caseId]);
    expect((await theyLook(id)).status).toBe(404);
    expect(await at.keyDestroyedAt(id)).toEqual(expect.any(Date));
  });

  it('as the account of whoever may look is ended', async () => {
    const leaver = await at.aPartner('Invented Rush');
    const id = await at.shared(leaver.person);
    await at.owner.query(`UPDATE staff SET state = 'suspended' WHERE id = $1`, [leaver.person.userId]);
    await gone(id, 'view_ended');
  });

  it('as anybody of the agency is to be kept from the client; and is then refused without a word of why', async () => {
    const id = await shared();
    await at.owner.query(
      `INSERT INTO exclusion (organisation_id, staff_id, client_id, why) VALUES ($1, $2, $3, 'matched_name')`,
      [at.desk.organisation, marsh.person.userId, at.kase.clientId],
    );
    await gone(id, 'view_ended');
    const refused = await view();
    expect([refused.status, refused.body.type]).toEqual([422, 'no-view-for-them']);
    expect(JSON.stringify(refused.body)).not.toMatch(/conflict|exclu|Marsh/i);
  });
});

describe('in plain SQL a partner', () => {
  const asPartner = async <T extends object>(sql: string, values: unknown[] = []) => {
    await at.owner.query('BEGIN');
    try {
      const { userId: user, organisationId: organisation } = reed.person;
      await become(at.owner, { role: 'casework_partner', user, organisation });
      return (await at.owner.query<T>(sql, values)).rows;
    } finally {
      await at.owner.query('ROLLBACK');
    }
  };

  it('reads no table of casework, and of accounts their own alone', async () => {
    await shared();
    for (const table of [
      'share',
      'share_copy',
      'share_copy_item',
      'share_look',
      'case_file',
      'client',
      'agency',
    ])
      await expect(asPartner(`SELECT FROM ${table}`)).rejects.toThrow('permission denied');
    expect(await asPartner('SELECT id FROM staff')).toEqual([{ id: reed.person.userId }]);
  });

  it('reads neither words nor key before they are on record as looking', async () => {
    const id = await shared();
    expect(await asPartner('SELECT FROM my_view_items($1)', [id])).toEqual([]);
    expect(await asPartner('SELECT FROM data_key')).toEqual([]);
    const looked = `WITH l AS MATERIALIZED (SELECT look_at_view($1, $2) AS looked) SELECT looked FROM l`;
    expect(await asPartner(looked, [id, at.today])).toEqual([{ looked: true }]);
  });
});
