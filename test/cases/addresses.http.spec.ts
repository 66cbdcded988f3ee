import type { Person } from '../../src/kernel/actor.js';
import { openAdvocateDesk, type AdvocateDesk } from '../support/advocate-desk.js';
import type { CaseIds } from '../support/given-cases.js';
import { givenAnAddress } from '../support/given-people.js';
import { wordsIn } from '../support/sealed-tables.js';

let desk: AdvocateDesk;
let kase: CaseIds;
let addressId: string;
beforeAll(async () => {
  desk = await openAdvocateDesk();
});
beforeEach(async () => {
  kase = await desk.aCase();
  addressId = await givenAnAddress(desk.house.database.owner, desk.advocate, kase.clientId);
});
afterAll(() => desk.house.stop());

const where = '7 Invented Row';
const path = (rest = '') => `/cases/${kase.caseId}/addresses${rest}`;
const opening = { why: 'check', words: 'To read it back to her.', shownOn: 'screen' };
const open = (given: object = opening) => desk.post(path(`/${addressId}/openings`), given);
const readBy = (who: Person) =>
  desk.house.db.run(who, (tx) => tx.query<unknown[]>('SELECT value FROM address_identity'));

describe('an address', () => {
  it('is on no page and in no answer until it is opened', async () => {
    for (const page of [`/cases/${kase.caseId}`, path(), path(`/${addressId}/openings/new`)]) {
      const { status, text } = await desk.browser.get(page);
      expect([status, text.includes(where)]).toEqual([200, false]);
    }
    const { body } = await desk.browser.get(`/api/v1${path()}`);
    expect(Object.keys(body.addresses[0]).toSorted()).toEqual(
      'id whose relatedPersonId relation kind refuge recordedAt endedAt doubtedAt version'
        .split(' ')
        .toSorted(),
    );
  });

  it('is shown to whoever says why, on no cache, on no paper, and hidden again', async () => {
    const answer = await open();
    expect(answer.status).toBe(200);
    expect(answer.text).toContain(where);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.text).toMatch(/<address class="[^"]*larkspur-not-printed"/);
    expect(answer.text).toContain('Hide it again');
    expect((await desk.browser.get(path())).text).not.toContain(where);
  });

  it('is printed only where it was opened for that', async () => {
    expect((await open({ ...opening, shownOn: 'paper' })).text).not.toMatch(
      /<address class="[^"]*not-printed/,
    );
  });

  it('is not shown without a reason', async () => {
    const answer = await open({ why: 'check', words: ' ', shownOn: 'screen' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Say what you need it for');
    expect(answer.text).not.toContain(where);
  });

  it('once opened is on the page of who has looked, with why, and its words are sealed', async () => {
    await open();
    expect((await desk.browser.get(`/cases/${kase.caseId}/access`)).text).toContain(
      'An address. To check it with the client',
    );
    const found = await desk.row('SELECT id FROM address_opening WHERE address_id = $1', addressId);
    const [words] = await wordsIn(
      desk.house.database.owner,
      'address_opening_narrative',
      String(found?.['id']),
    );
    expect(words).toEqual({ words: 'To read it back to her.' });
    expect((await desk.browser.get(`/cases/${kase.caseId}`)).text).toContain('Address opened');
  });

  it('is given by the API once, and its answer is kept nowhere', async () => {
    const ask = () =>
      desk.browser
        .post(`/api/v1${path(`/${addressId}/openings`)}`)
        .set('Idempotency-Key', `opened-${addressId}`)
        .send(opening);
    expect((await ask()).body.value).toContain(where);
    const again = await ask();
    expect([again.status, again.body.type]).toEqual([409, 'told-once']);
  });

  it('is nobody’s in another team, nor an address of another case', async () => {
    const outsider = await desk.house.as(desk.outsider.userId);
    for (const page of [path(), path(`/${addressId}/openings/new`)])
      expect((await outsider.get(page)).status).toBe(404);
    const answer = await outsider
      .post(path(`/${addressId}/openings`))
      .type('form')
      .send(opening);
    expect(answer.status).toBe(404);
    const other = await desk.aCase();
    const elsewhere = `/cases/${other.caseId}/addresses/${addressId}/openings`;
    expect((await desk.post(elsewhere, opening)).status).toBe(404);
  });

  it('cannot be read from the database but in the transaction of an opening', async () => {
    await open();
    expect(await readBy(desk.advocate)).toEqual([]);
    const opened = await desk.house.db.run(desk.advocate, async (tx) => {
      await tx.query(
        `INSERT INTO address_opening (id, address_id, case_id, why, shown_on) VALUES (gen_random_uuid(), $1, $2, 'other', 'screen')`,
        [addressId, kase.caseId],
      );
      return tx.query<unknown[]>('SELECT address_id FROM address_identity');
    });
    expect(opened).toEqual([{ address_id: addressId }]);
  });
});

describe('recording one', () => {
  it('treats one that nobody spoke of as a refuge, and keeps it sealed', async () => {
    await desk
      .post(path(), { whose: 'client', kind: 'staying', value: '2 Invented Lane, ZZ99 2ZZ' })
      .expect(303);
    expect((await desk.browser.get(path())).text).toContain('Treat as a refuge');
    const found = await desk.row(
      `SELECT a.id, refuge, value FROM address a JOIN address_identity i ON i.address_id = a.id WHERE kind = 'staying' AND client_id = $1`,
      kase.clientId,
    );
    expect(String(found?.['value'])).not.toContain('Invented Lane');
    expect(found?.['refuge']).toBe('unknown');
  });

  it('of the perpetrator is sealed by their key, and opens as any other', async () => {
    const { body } = await desk.browser
      .post(`/api/v1${path()}`)
      .send({ whose: 'perpetrator', kind: 'home', value: '3 Invented Close' })
      .expect(201);
    const made = String(body.id);
    const answer = await desk.browser.post(`/api/v1${path(`/${made}/openings`)}`).send(opening);
    expect(answer.body).toEqual({ value: '3 Invented Close' });
    const refuge = { whose: 'perpetrator', kind: 'home', value: '4 Invented Close', refuge: 'yes' };
    const refused = await desk.browser.post(`/api/v1${path()}`).send(refuge);
    expect([refused.status, refused.body.type]).toEqual([422, 'not-a-refuge']);
  });
});

describe('leaving one', () => {
  const post = () =>
    desk.row(`SELECT * FROM contact_method WHERE client_id = $1 AND channel = 'post'`, kase.clientId);
  const leave = (version: unknown = 1) => desk.post(path(`/${addressId}/ending`), { version });
  beforeEach(async () => {
    const method = {
      channel: 'post',
      value: '7 Invented Row',
      safe: 'yes',
      deviceWatched: 'no',
      hours: 'any_time',
    };
    const verified = { ...method, voicemailSafe: 'no', withheldNumber: 'no', verifiedOn: '2026-03-03' };
    await desk.browser.post(`/api/v1/cases/${kase.caseId}/contact-methods`).send(verified).expect(201);
  });

  it('stops what was to go by post, until that was verified', async () => {
    const letter = { methodId: (await post())?.['id'], kind: 'letter', message: 'please_ring' };
    await desk.browser.post(`/api/v1/cases/${kase.caseId}/outgoing`).send(letter).expect(201);
    await leave().expect(303);
    expect(await post()).toMatchObject({ safe: 'unknown', verified_on: null });
    const stopped = await desk.row(
      'SELECT state, stopped_because FROM outgoing WHERE case_id = $1',
      kase.caseId,
    );
    expect(stopped).toEqual({ state: 'stopped', stopped_because: 'less_safe' });
    expect((await desk.browser.get(path())).text).toContain('and left by 3 March 2026');
  });

  it('of what changed meanwhile is refused, and so is leaving twice', async () => {
    await leave(999).expect(409);
    await leave().expect(303);
    await leave(2).expect(422);
  });
});
