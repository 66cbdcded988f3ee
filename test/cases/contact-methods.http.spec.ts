import { openAdvocateDesk, type AdvocateDesk } from '../support/advocate-desk.js';
import type { CaseIds } from '../support/given-cases.js';
import { wordsIn } from '../support/sealed-tables.js';

let desk: AdvocateDesk;
let kase: CaseIds;
let methodId: string;

beforeAll(async () => {
  desk = await openAdvocateDesk();
});
beforeEach(async () => {
  desk.house.clock.set('2026-03-03T10:00:00Z');
  kase = await desk.aCase();
  methodId = String((await method('phone'))?.['id']);
});
afterAll(() => desk.house.stop());

const method = (channel: string, nulls = 'LAST') =>
  desk.row(
    `SELECT m.* FROM contact_method m WHERE client_id = $1 AND channel = '${channel}' ORDER BY ended_at NULLS ${nulls}`,
    kase.clientId,
  );
const path = (rest: string) => `/cases/${kase.caseId}/contact-methods/${rest}`;
const version = async () => (await method('phone'))?.['version'];
const page = async () => (await desk.browser.get(`/cases/${kase.caseId}`)).text;

describe('verifying with the client', () => {
  const verification = { safe: 'yes', voicemailSafe: 'no', deviceWatched: 'no', verifiedOn: '3/3/2026' };

  it('says when, and whether to withhold our number, and how to go about it', async () => {
    const said = {
      ...{ withheldNumber: 'yes', hours: 'certain_times', 'times.tuesday': '10:00 to 12:00' },
      ...{
        whoMayAnswer: 'A sister',
        codeQuestion: 'Which garden?',
        codeWord: 'Harebell',
        interpreter: 'Welsh',
      },
    };
    await desk
      .post(path(`${methodId}/verification`), { ...verification, ...said, version: await version() })
      .expect(303);
    expect(await method('phone')).toMatchObject({ withheld_number: 'yes', safe_minutes: '{[2040,2160)}' });
    const [words] = await wordsIn(desk.house.database.owner, 'contact_method_identity', methodId);
    expect(words).toMatchObject({
      who_may_answer: 'A sister',
      code_question: 'Which garden?',
      interpreter: 'Welsh',
    });
    expect(await page()).toContain('Safe to use now: withhold our number, and leave no voicemail');
    desk.house.clock.set('2026-03-03T12:00:00Z');
    expect(await page()).toContain('Do not use now: safe on Tuesdays 10:00–12:00');
    const form = await desk.browser.get(path(`${methodId}/verification/new`));
    expect(form.text).toContain('value="10:00 to 12:00"');
  });

  it('with times that cannot be read is asked for again, with what was typed', async () => {
    const typed = { hours: 'certain_times', 'times.monday': 'mornings' };
    const answer = await desk.post(path(`${methodId}/verification`), {
      ...verification,
      ...typed,
      version: 1,
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Enter the times on Monday such as 10:00 to 12:00');
    expect(answer.text).toContain('value="mornings"');
  });
});

describe('a warning', () => {
  it('makes it unusable at once, and what was verified no longer is', async () => {
    await desk
      .post(path(`${methodId}/warning`), { deviceWatched: 'yes', version: await version() })
      .expect(303);
    expect(await method('phone')).toMatchObject({ safe: 'yes', device_watched: 'yes', verified_on: null });
    expect(await page()).toContain('Do not use: the device is known to be watched');
  });

  it('of something better is refused: that is for verifying with the client', async () => {
    const api = `/api/v1${path(`${methodId}/warning`)}`;
    await desk.browser
      .post(api)
      .send({ safe: 'unknown', version: await version() })
      .expect(204);
    const answer = await desk.browser
      .post(api)
      .send({ safe: 'yes', hours: 'any_time', version: await version() });
    expect([answer.status, answer.body.type]).toEqual([422, 'warning-says-nothing-worse']);
  });

  it('is refused where somebody changed the record meanwhile', async () => {
    await desk.post(path(`${methodId}/warning`), { safe: 'no', version: 999 }).expect(409);
  });
});

describe('what was verified before somebody learnt worse', () => {
  const verification = { safe: 'yes', voicemailSafe: 'no', deviceWatched: 'no', withheldNumber: 'no' };
  const verify = async (verifiedOn: string, recheckOn?: string) =>
    desk.browser
      .post(`/api/v1${path(`${methodId}/verification`)}`)
      .send({ ...verification, hours: 'any_time', verifiedOn, recheckOn, version: await version() });
  const refusal = ({ status, body }: Awaited<ReturnType<typeof verify>>) => [
    status,
    (body as { type?: string }).type,
  ];

  it.each([
    ['a warning', () => ({ to: 'warning', deviceWatched: 'yes' })],
    ['an attempt', () => ({ to: 'attempt' })],
  ])('makes nothing safe again after %s', async (_, how) => {
    const { to, ...said } = how();
    const attempt = {
      on: '3/3/2026',
      at: '09:00',
      channel: 'phone',
      outcome: 'third_party_answered',
      methodId,
    };
    if (to === 'attempt') await desk.post(`/cases/${kase.caseId}/contacts`, attempt).expect(303);
    else await desk.post(path(`${methodId}/warning`), { ...said, version: await version() }).expect(303);
    expect(refusal(await verify('2026-03-02'))).toEqual([422, 'verified-before-it-was-learnt']);
    expect(await method('phone')).toMatchObject({ verified_on: null });
    expect((await verify('2026-03-03')).status).toBe(204);
    expect(await page()).toContain('Safe to use now');
  });

  it('is told from what was verified since by the database too', async () => {
    await desk.post(path(`${methodId}/warning`), { safe: 'no', version: await version() }).expect(303);
    const late = `UPDATE contact_method SET safe = 'yes', verified_on = '2026-03-02' WHERE id = $1`;
    await expect(desk.house.database.owner.query(late, [methodId])).rejects.toThrow('what was learnt since');
  });

  it('counts for 180 days at most, whatever day to verify again is set', async () => {
    expect(refusal(await verify('2026-03-03', '2026-08-31'))).toEqual([422, 'recheck-too-late']);
    expect((await verify('2026-03-03', '2026-08-30')).status).toBe(204);
  });
});

describe('what has changed', () => {
  it('is kept as theirs no longer, with the new one in its place', async () => {
    const replacement = { value: '07700 900456', safe: 'yes', hours: 'any_time', version: await version() };
    await desk.post(path(`${methodId}/replacement`), replacement).expect(303);
    expect((await method('phone'))?.['ended_at']).toEqual(new Date('2026-03-03T10:00:00Z'));
    const now = await method('phone', 'FIRST');
    expect(now).toMatchObject({ safe: 'yes', ended_at: null, verified_on: null });
    const text = await page();
    expect(text).toContain('Do not use: it is no longer the client’s');
    expect(text).toContain('Way to reach the client replaced by another');
  });

  it('may leave nothing in its place, and is not verified again', async () => {
    await desk.post(path(`${methodId}/ending`), { version: await version() }).expect(303);
    const verification = { safe: 'yes', voicemailSafe: 'no', deviceWatched: 'no', verifiedOn: '2026-03-03' };
    const answer = await desk.browser
      .post(`/api/v1${path(`${methodId}/verification`)}`)
      .send({ ...verification, version: await version() });
    expect([answer.status, answer.body.type]).toEqual([422, 'contact-method-ended']);
  });
});

it('what was said before is kept, with who said it and when', async () => {
  await desk
    .post(path(`${methodId}/warning`), { withheldNumber: 'yes', version: await version() })
    .expect(303);
  const { text } = await desk.browser.get(path(methodId));
  expect(text).toContain(desk.advocate.displayName);
  expect(text.match(/Not verified/g)).toHaveLength(1);
  expect(text).toContain('Verified on 2 February 2026');
  const { owner } = desk.house.database;
  const { rows } = await owner.query(
    'SELECT version, withheld_number FROM contact_method_version WHERE contact_method_id = $1 ORDER BY version',
    [methodId],
  );
  expect(rows).toEqual([
    { version: 1, withheld_number: 'no' },
    { version: 2, withheld_number: 'yes' },
  ]);
});

it('the database betters nothing that was not verified, whoever asks', async () => {
  const { owner } = desk.house.database;
  const set = (change: string) =>
    owner.query(`UPDATE contact_method SET ${change} WHERE id = $1`, [methodId]);
  await set(
    `safe = 'unknown', withheld_number = 'yes', safe_minutes = '{[0,60)}', verified_on = NULL, learnt_on = '2026-03-03'`,
  );
  for (const better of [`safe = 'yes'`, `withheld_number = 'no'`, `safe_minutes = '{[0,61)}'`])
    await expect(set(better)).rejects.toThrow('only what was verified');
  await set(`safe = 'yes', verified_on = '2026-03-03'`);
});
