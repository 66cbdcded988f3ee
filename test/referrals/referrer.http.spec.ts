import type { EntityManager } from 'typeorm';
import { Random } from '../../src/demo/random.js';
import { codesOf } from '../../src/kernel/codelist.js';
import { plainDate } from '../../src/kernel/plain-date.js';
import { consentValues } from '../../src/parties/consent.codes.js';
import { consentsOf } from '../../src/parties/party.queries.js';
import type { PublicFormCode } from '../../src/referrals/referral.codes.js';
import { addSender } from '../../src/referrals/sender.queries.js';
import { AnswerReferrerJob } from '../../src/sending/answer-referrer.job.js';
import { mayTellReferrer } from '../../src/sending/referrer.rules.js';
import { givenAReferral, type ReferralIds } from '../support/given-cases.js';
import { sealing } from '../support/sealing.js';
import { openSendingDesk, type SendingDesk } from '../support/sending-desk.js';
import { sized } from '../support/size.js';

let desk: SendingDesk;
let referral: ReferralIds;
beforeAll(async () => {
  desk = await openSendingDesk();
});
beforeEach(async () => {
  desk.house.clock.set('2026-03-03T10:00:00Z');
  desk.world.carried.length = 0;
  referral = await givenAReferral(desk.house.database.owner, {
    ...desk,
    by: desk.advocate,
    on: '2026-03-02',
    state: 'declined',
  });
});
afterAll(async () => {
  await desk.house.stop();
  await desk.world.close();
});

const api = (rest: string) => `/api/v1/referrals/${referral.referralId}/${rest}`;
const standing = async (): Promise<Record<string, unknown>> =>
  (await desk.browser.get(api('referrer')).expect(200)).body as never; // as the API has it
const answer = (said: object = {}) =>
  desk.browser
    .post(api('referrer-answers'))
    .send({ value: 'given', how: 'by_phone', givenOn: '2026-03-03', ...said });
const tell = (said: object = {}) =>
  desk.browser.post(api('referrer-notices')).send({ way: 'by_phone', checked: 'known_to_us', ...said });
const owner = (sql: string, ...values: unknown[]) => desk.house.database.owner.query(sql, values);
const page = async () => (await desk.browser.get(`/referrals/${referral.referralId}/referrer`)).text;

/** As a public form said who sent it. */
async function sentBy(form: PublicFormCode, reachedBy: string): Promise<void> {
  const tx = sealing(desk.house.database.owner, desk.organisation) as unknown as EntityManager; // all that is asked of it
  const sender = {
    form,
    name: 'Invented Sender',
    worksFor: null,
    reachedBy,
    passPhrase: null,
    whyWithout: null,
  };
  await addSender(tx, { id: referral.referralId, clientId: referral.clientId }, sender);
}

describe('whoever referred', () => {
  it('is not told while the person has not been asked, and the page says why', async () => {
    expect(await standing()).toMatchObject({ mayTell: false, because: 'not_asked', notices: [] });
    expect(await page()).toContain('They may not be told. The person has not been asked.');
    const { status, body } = await tell();
    expect([status, body.type]).toEqual([422, 'referrer-may-not-be-told']);
  });

  it('is told what was decided once the person agreed, by whoever knows them', async () => {
    await answer().expect(201);
    expect((await tell({ checked: undefined })).body.type).toBe('teller-knows-nobody');
    await tell().expect(201);
    expect(await standing()).toMatchObject({
      notices: [{ decision: 'decline', way: 'by_phone', state: 'told', checked: 'known_to_us' }],
    });
    expect(await page()).toContain('I know them from their work');
  });

  it.each([
    ['refused', { value: 'refused' }],
    ['withdrawn', { value: 'withdrawn' }],
    ['expired', { untilOn: '2026-03-02', givenOn: '2026-03-01' }],
    ['not_asked', { how: 'through_referrer' }],
  ])('is not told: %s', async (because, said) => {
    await answer({ givenOn: '2026-03-01' }).expect(201);
    if (because === 'not_asked') await owner('DELETE FROM consent WHERE client_id = $1', referral.clientId);
    desk.house.clock.set('2026-03-03T10:01:00Z');
    await answer(said).expect(201);
    expect(await standing()).toMatchObject({ mayTell: false, because });
    expect((await tell()).status).toBe(422);
  });

  it('is told of nothing where the referral is undecided, a repeat or the person’s own', async () => {
    await answer().expect(201);
    const id = referral.referralId;
    await owner(`UPDATE referral SET source = 'self' WHERE id = $1`, id);
    expect(await standing()).toMatchObject({ because: 'came_by_themselves' });
    await owner(
      `UPDATE referral SET source = 'police', state = 'received', decision = NULL, decision_reason = NULL, decided_at = NULL, decided_by = NULL WHERE id = $1`,
      id,
    );
    expect(await standing()).toMatchObject({ because: 'not_decided' });
  });

  it('is nobody’s of another team to tell', async () => {
    const outsider = await desk.house.as(desk.outsider.userId);
    await outsider.get(api('referrer')).expect(404);
    await outsider
      .post(api('referrer-notices'))
      .send({ way: 'by_phone', checked: 'known_to_us' })
      .expect(404);
  });
});

describe('an email to whoever sent a public form', () => {
  const work = async () => {
    const did = 'referral.referrer_email_queued';
    const event = await desk.row(
      'SELECT id, record_id FROM event WHERE did = $1 ORDER BY id DESC LIMIT 1',
      did,
    );
    const data = { eventId: Number(event?.['id']), recordId: String(event?.['record_id']), caseId: null };
    await desk.house.app.get(AnswerReferrerJob).work(data);
  };

  it('says that there is an answer, and nothing of anybody', async () => {
    await sentBy('professional', 'worker@agency.invalid');
    await answer().expect(201);
    await tell({ way: 'email', checked: undefined }).expect(201);
    await work();
    expect(desk.world.carried).toMatchObject([
      {
        by: 'mail',
        to: 'worker@agency.invalid',
        words: 'Hello. There is an answer to what you sent us. Please ring us.',
      },
    ]);
    expect(await standing()).toMatchObject({ notices: [{ state: 'sent' }] });
    await work();
    expect(desk.world.carried).toHaveLength(1);
  });

  it('is stopped where the person took it back before it went', async () => {
    await sentBy('professional', 'worker@agency.invalid');
    await answer().expect(201);
    await tell({ way: 'email', checked: undefined }).expect(201);
    desk.house.clock.set('2026-03-03T10:02:00Z');
    await answer({ value: 'withdrawn' }).expect(201);
    await work();
    expect(desk.world.carried).toEqual([]);
    expect(await standing()).toMatchObject({ notices: [{ state: 'stopped' }] });
  });

  it.each([
    ['no email address', '0113 496 0100'],
    ['two of them', 'one@agency.invalid, two@agency.invalid'],
    ['one that the person is reached by', 'demo.aster@mail.invalid'],
  ])('goes nowhere where they gave %s', async (_, reachedBy) => {
    await sentBy('professional', reachedBy);
    await desk.aMethod({ ...referral, caseId: '' }, 'email');
    await answer().expect(201);
    expect(await standing()).toMatchObject({ mayTell: true, canEmail: false });
    expect((await tell({ way: 'email', checked: undefined })).body.type).toBe('no-email-of-sender');
  });
});

it('the database and the rule say the same of whether whoever referred may be told, by which answer', async () => {
  const random = new Random(11);
  const days = ['2026-03-02', '2026-03-03', '2026-03-04'].map((day) => plainDate(day));
  let allowed = 0;
  for (let times = 0; times < sized(120, 1_500); times += 1) {
    const value = random.pick(codesOf(consentValues));
    const how = value === 'not_asked' ? null : random.pick(['by_phone', 'in_person', 'through_referrer']);
    const until = random.chance(0.4) ? random.pick(days) : null;
    await owner(
      `INSERT INTO consent (client_id, purpose, value, how, given_on, until_on, recorded_by, recorded_at)
       VALUES ($1, 'share_referrer', $2, $3, $4, $5, $6, clock_timestamp())`,
      ...[referral.clientId, value, how, days[0], until, desk.advocate.userId],
    );
    const today = random.pick(days);
    const facts = {
      state: 'declined',
      sealed: random.chance(0.1),
      source: random.pick(['police', 'self', 'police']),
    };
    await owner(
      'UPDATE referral SET sealed = $2, source = $3 WHERE id = $1',
      ...[referral.referralId, facts.sealed, facts.source],
    );
    const { rows } = await owner('SELECT consent_to_tell($1, $2) AS by', referral.referralId, today);
    await owner('UPDATE referral SET sealed = false WHERE id = $1', referral.referralId);
    const consents = await desk.house.db.run(desk.advocate, (tx) => consentsOf(tx, referral.clientId));
    const decision = mayTellReferrer({ ...facts, sentByThemselves: false, consents }, today);
    expect(rows[0].by ?? null).toBe(decision.mayTell ? decision.consentId : null);
    if (decision.mayTell) allowed += 1;
  }
  expect(allowed).toBeGreaterThan(5);
});
