import { Turns } from '../../src/intake/turns.js';
import { startApp, type TestApp } from '../support/app.js';
import { givenAService, type GivenService } from '../support/given-service.js';
import { givenADesk } from './given-desk.js';
import { aSelfForm, keysIn, lastReference, receiptIn, Visitor } from './visitor.js';

let house: TestApp;
let service: GivenService;
let address: string;
let lines = 0;

const query = async (sql: string, ...values: unknown[]) =>
  (await house.database.owner.query<Record<string, unknown>>(sql, values)).rows;
const visitor = () => new Visitor(house, `203.0.113.${String((lines += 1))}`);
const sent = async (changes: Record<string, string> = {}) =>
  receiptIn((await visitor().send(`${address}/self`, aSelfForm(changes))).text);
const asked = (who: Visitor, receipt: { reference: string; secret: string }) =>
  who.send(`${address}/receipt`, receipt);
/** An answer as it is to whoever compares two of them: without the keys of its form and what is of the moment. */
const seen = ({
  status,
  text,
  headers,
}: {
  status: number;
  text: string;
  headers: Record<string, string>;
}) => {
  const ofTheMoment = /^(date|x-request-id|set-cookie|content-length)$/;
  const kept = Object.entries(headers).filter(([name]) => !ofTheMoment.test(name));
  return [status, kept, text.replace(/name="_(csrf|once)" value="[^"]+"/g, '')];
};

beforeAll(async () => {
  house = await startApp('2026-03-03T10:00:00Z', { proxies: 1 });
  service = await givenAService(house);
  address = await givenADesk(house, service);
});
afterAll(() => house.stop());
beforeEach(() => {
  house.clock.set('2026-03-03T10:00:00Z');
});

describe('a receipt', () => {
  it('says received, then being looked at, then closed, by the time that has gone by', async () => {
    const receipt = await sent();
    const told = async (at: string) => {
      house.clock.set(at);
      return /<h1[^>]*>([^<]*)</.exec((await asked(visitor(), receipt)).text)?.[1];
    };
    expect(await told('2026-03-04T09:59:59Z')).toBe('Received');
    expect(await told('2026-03-04T10:00:00Z')).toBe('Being looked at');
    expect(await told('2026-03-31T09:59:59Z')).toBe('Being looked at');
    expect(await told('2026-03-31T10:00:00Z')).toBe('Closed');
  });

  it('says the same whatever was decided, and after the person was erased', async () => {
    const [left, decided] = [await sent(), await sent({ fullName: 'Invented Decided' })];
    const referral = await lastReference(house);
    await query(
      `UPDATE referral SET state = 'declined', decision = 'decline', decision_reason = 'referred_person_is_perpetrator',
         decided_at = recorded_at, decided_by = $2 WHERE reference = $1`,
      referral,
      service.supervisor.userId,
    );
    await query(
      'UPDATE client SET sealed = true WHERE id = (SELECT client_id FROM referral WHERE reference = $1)',
      referral,
    );
    expect(seen(await asked(visitor(), decided))).toEqual(seen(await asked(visitor(), left)));
  });

  it('is answered the same where the reference, the second code or both are wrong', async () => {
    const { reference, secret } = await sent();
    const wrong = [
      { reference, secret: 'BCDFGHJKMNPQ' },
      { reference: 'RC-2026-2222222', secret },
      { reference: 'RC-2026-2222222', secret: 'BCDFGHJKMNPQ' },
      { reference: (await sent()).reference, secret },
    ];
    const answers: unknown[] = [];
    for (const each of wrong) answers.push(seen(await asked(visitor(), each)));
    expect(answers).toEqual(answers.map(() => answers[0]));
    expect(JSON.stringify(answers[0])).toContain('Nothing can be said');
  });

  it('is asked about twenty times in an hour from one line, and from another still', async () => {
    const [who, receipt] = [visitor(), await sent()];
    const keys = keysIn((await who.get(`${address}/receipt`)).text);
    for (let times = 0; times < 20; times += 1)
      expect((await who.post(`${address}/receipt`, { ...keys, ...receipt })).status).toBe(200);
    const right = await who.post(`${address}/receipt`, { ...keys, ...receipt });
    const wrong = await who.post(`${address}/receipt`, { ...keys, ...receipt, secret: 'BCDFGHJKMNPQ' });
    expect([right.status, seen(right)]).toEqual([429, seen(wrong)]);
    expect((await asked(visitor(), receipt)).status).toBe(200);
  });

  it('points at no record and holds no word of anybody', async () => {
    const columns = await query(
      `SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'intake_receipt' ORDER BY 1`,
    );
    expect(columns.map(({ name }) => name)).toEqual([
      'id',
      'organisation_id',
      'reference',
      'secret_hash',
      'sent_at',
    ]);
  });
});

describe('sending', () => {
  const form = () => `${address}/self`;

  it('is ten forms an hour from one line; the next is given back whole, with a telephone number', async () => {
    const who = visitor();
    for (let times = 0; times < 10; times += 1)
      expect((await who.send(form(), aSelfForm())).status).toBe(200);
    const before = await query('SELECT count(*) FROM referral');
    const over = await who.send(
      form(),
      aSelfForm({ fullName: 'Invented Kept', whatHappened: 'Every word of it.' }),
    );
    expect([over.status, over.text.includes('0113 496 0000')]).toEqual([429, true]);
    for (const typed of ['Invented Kept', 'Every word of it.', '07700 900321'])
      expect(over.text).toContain(typed);
    expect(await query('SELECT count(*) FROM referral')).toEqual(before);
    expect((await visitor().send(form(), aSelfForm())).status).toBe(200);
    house.clock.set('2026-03-03T11:00:01Z');
    expect((await who.send(form(), aSelfForm())).status).toBe(200);
  });

  it('is counted of the whole of an IPv6 line, not of each address in it', async () => {
    await query('DELETE FROM intake_turn');
    for (let times = 0; times < 10; times += 1)
      await new Visitor(house, `2001:db8:1:2::${String(times + 1)}`).send(form(), aSelfForm());
    expect((await new Visitor(house, '2001:db8:1:2::ffff').send(form(), aSelfForm())).status).toBe(429);
    expect((await new Visitor(house, '2001:db8:1:3::1').send(form(), aSelfForm())).status).toBe(200);
  });

  it('is counted of the whole of an IPv6 site too, of five lines’ forms', async () => {
    await query('DELETE FROM intake_turn');
    const turns = house.app.get(Turns);
    const take = (line: number, site = '2001:db8:7') =>
      turns.take('sending', `${site}:${String(line)}::1`, service.organisation);
    for (let each = 0; each < 50; each += 1) expect(await take(1 + (each % 10))).toBe(true);
    expect(await take(99)).toBe(false);
    expect(await take(99, '2001:db8:8')).toBe(true);
  });

  it('by many lines at once raises an alarm in the log once, and keeps nobody out', async () => {
    await query('DELETE FROM intake_turn');
    const alarms = () => query(`SELECT act, organisation_id FROM audit.entry WHERE act = 'forms.flooded'`);
    const before = (await alarms()).length;
    for (let each = 0; each < 62; each += 1)
      expect(
        (await visitor().send(form(), aSelfForm({ fullName: `Invented Flood${String(each)}` }))).status,
      ).toBe(200);
    expect((await alarms()).length).toBe(before + 1);
  });
});

describe('each night', () => {
  it('receipts of six weeks and hours that are over are forgotten', async () => {
    await query(`UPDATE intake_receipt SET sent_at = '2026-01-01T10:00:00Z'`);
    house.clock.set('2026-03-03T18:00:00Z');
    await house.app.get(Turns).forget();
    expect(await query('SELECT FROM intake_receipt UNION ALL SELECT FROM intake_turn')).toEqual([]);
  });
});
