import { ReferredDesk, said, verification } from './referred-desk.js';
import type { SafeguardsDesk } from '../safeguards/safeguards-desk.js';

/** How somebody is reached, as it is kept on their referral before there is a case. */
let at: ReferredDesk;
let desk: SafeguardsDesk;
let advocate: Awaited<ReturnType<SafeguardsDesk['house']['as']>>;

beforeAll(async () => {
  at = await ReferredDesk.open();
  ({ desk } = at);
  advocate = await at.as(desk.advocate);
});
beforeEach(() => at.receive(desk.advocate));
afterAll(() => desk.house.stop());

describe('verifying on a referral what came with it', () => {
  it('shows with the first attempt how it may be rung, and what may be said', async () => {
    expect((await advocate.get(`/referrals/${at.referral.id}`)).text).toContain(
      'Do not use: we have not verified it with the client',
    );
    const form = await advocate.get(at.page(at.ofMethod('verification/new')));
    expect(form.text).toContain('Back to the referral');
    const typed = { ...verification, verifiedOn: '3/3/2026', version: await at.version() };
    const answer = await advocate
      .post(at.page(at.ofMethod('verification')))
      .type('form')
      .send(typed);
    expect([answer.status, answer.headers['location']]).toEqual([303, `/referrals/${at.referral.id}`]);
    const { text } = await advocate.get(`/referrals/${at.referral.id}/contacts/new`);
    expect(text).toContain('Safe to use now: withhold our number, and leave no voicemail');
    expect(text).toContain('Say we are: The library');
  });

  it('holds in the case that the referral becomes, with who said it and when', async () => {
    expect((await at.verify(desk.advocate)).status).toBe(204);
    const { caseId } = await at.decide({ decision: 'accept', advocateId: desk.advocate.userId });
    const kase = `/cases/${String(caseId)}`;
    expect((await advocate.get(kase)).text).toContain('Safe to use now: withhold our number');
    const { text } = await advocate.get(`${kase}/contact-methods/${at.referral.methodId}`);
    expect(text).toContain('Demo Campion');
    expect(text).toContain('Verified on 3 March 2026');
  });

  it('is of no day before something worse was learnt, nor of one to come', async () => {
    const attempt = { on: '2026-03-02', at: '19:00', channel: 'phone', outcome: 'third_party_answered' };
    await advocate
      .post(`/api/v1/referrals/${at.referral.id}/contacts`)
      .send({ ...attempt, methodId: at.referral.methodId })
      .expect(201);
    expect((await at.verify(desk.advocate, { verifiedOn: '2026-03-01' })).body.type).toBe(
      'verified-before-it-was-learnt',
    );
    expect((await at.verify(desk.advocate, { verifiedOn: '2026-03-04' })).body.type).toBe(
      'verified-in-the-future',
    );
    expect((await at.verify(desk.advocate, { verifiedOn: '2026-03-02' })).status).toBe(204);
  });

  it('is refused where somebody changed it meanwhile', async () => {
    expect((await at.verify(desk.advocate, { version: 999 })).status).toBe(409);
    expect(await at.method()).toMatchObject({ verified_on: null });
  });
});

describe('a way to reach whoever is referred', () => {
  it('is warned of, and whatever goes to the same number with it', async () => {
    await at.verify(desk.advocate);
    const value = String((await advocate.get(at.api())).body.contactMethods[0].value);
    const added = await advocate
      .post(at.api())
      .send({ ...said, channel: 'text', value, withheldNumber: 'no' });
    expect(added.status).toBe(201);
    await advocate
      .post(at.page(at.ofMethod('warning')))
      .type('form')
      .send({ deviceWatched: 'yes', version: await at.version() })
      .expect(303);
    expect(await at.method()).toMatchObject({ device_watched: 'yes', verified_on: null });
    expect(await at.method(String(added.body.id))).toMatchObject({ device_watched: 'yes' });
  });

  it('is replaced by a new one, and never used again', async () => {
    const replacement = { ...said, value: '07700 900456', version: await at.version() };
    await advocate
      .post(at.page(at.ofMethod('replacement')))
      .type('form')
      .send(replacement)
      .expect(303);
    expect((await at.method())?.['ended_at']).toEqual(new Date('2026-03-03T10:00:00Z'));
    const { body } = await advocate.get(at.api()).expect(200);
    const ways = body.contactMethods as { value: string; endedAt: string | null }[]; // as the API has them
    expect(ways.map(({ endedAt }) => endedAt === null)).toEqual([true, false]);
    const late = await at.verify(desk.advocate);
    expect([late.status, late.body.type]).toEqual([422, 'contact-method-ended']);
  });

  it('is ended with none in its place, and added again no safer than not known', async () => {
    const [{ value }] = (await advocate.get(at.api())).body.contactMethods;
    await advocate
      .post(at.api(at.ofMethod('ending')))
      .send({ version: await at.version() })
      .expect(204);
    const again = { ...said, channel: 'phone', value, verifiedOn: '3/3/2026' };
    await advocate.post(at.page()).type('form').send(again).expect(303);
    const now = 'SELECT safe, verified_on FROM contact_method WHERE client_id = $1 AND ended_at IS NULL';
    expect(await desk.row(now, at.referral.clientId)).toEqual({ safe: 'unknown', verified_on: null });
  });

  it('says to a program whether it may be used, and what was ever said of it', async () => {
    await at.verify(desk.advocate);
    const { body } = await advocate.get(at.api()).expect(200);
    expect(body).toMatchObject({ page: 1, pages: 1, total: 1 });
    expect(body.contactMethods[0]).toMatchObject({
      id: at.referral.methodId,
      mayBeUsedNow: true,
      sayWeAre: 'The library',
      verifiedOn: '2026-03-03',
    });
    const before = await advocate.get(at.api(at.ofMethod('versions'))).expect(200);
    const versions = before.body.versions as { verifiedOn: string | null; saidBy: string }[]; // likewise
    expect(versions.map(({ verifiedOn }) => verifiedOn)).toEqual(['2026-03-03', null]);
    expect(versions[0]?.saidBy).toBe('Demo Campion');
  });

  it('that is an address is in no answer', async () => {
    const address = { ...said, channel: 'post', value: '1 Invented Street' };
    await advocate.post(at.api()).send(address).expect(201);
    expect(JSON.stringify((await advocate.get(at.api())).body)).not.toContain('Invented Street');
    expect((await advocate.get(`/referrals/${at.referral.id}`)).text).not.toContain('Invented Street');
  });

  it('has a line of history for each thing that is done, of no case', async () => {
    await at.verify(desk.advocate);
    await advocate
      .post(at.api(at.ofMethod('warning')))
      .send({ safe: 'no', version: await at.version() })
      .expect(204);
    const { rows } = await desk.house.database.owner.query<{ did: string }>(
      'SELECT did, case_id, actor_id FROM event WHERE record_id = $1 ORDER BY id',
      [at.referral.methodId],
    );
    const by = { case_id: null, actor_id: desk.advocate.userId };
    expect(rows).toEqual([
      { did: 'contact_method.verified', ...by },
      { did: 'contact_method.said_to_be_unsafe', ...by },
    ]);
  });

  it.each<[string, object]>([
    ['a character that cannot be kept', { sayWeAre: 'The\0library' }],
    ['a day that is none', { verifiedOn: '2026-02-30' }],
    ['words without end', { whoMayAnswer: 'x'.repeat(100_000) }],
    ['a code of nothing', { safe: 'maybe' }],
    ['times that cannot be read', { hours: 'certain_times', times: { monday: 'mornings' } }],
    ['a field of nothing', { safeForEver: 'yes' }],
  ])('is not verified by %s', async (_, changes) => {
    const answer = await at.verify(desk.advocate, changes);
    expect([400, 413, 422]).toContain(answer.status);
    expect(JSON.stringify(answer.body)).not.toContain('library');
    expect(await at.method()).toMatchObject({ verified_on: null, version: 1 });
  });
});

it('of a referral that was turned away what is less safe is said all the same', async () => {
  await at.decide({ decision: 'decline', reason: 'no_capacity' });
  await advocate
    .post(at.api(at.ofMethod('warning')))
    .send({ safe: 'no', version: await at.version() })
    .expect(204);
  expect(await at.method()).toMatchObject({ safe: 'no' });
});
