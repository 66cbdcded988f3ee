import { aReferralForm, someone } from '../support/referral-forms.js';
import { openSafeguardsDesk, type SafeguardsDesk } from './safeguards-desk.js';

let desk: SafeguardsDesk;
beforeAll(async () => {
  desk = await openSafeguardsDesk();
});
afterAll(() => desk.house.stop());

it('a referral seen only in an emergency is not the first of another: what that warns of could not be told there', async () => {
  const { value: phone } = someone();
  const kase = await desk.aCase({ phone });
  const first = await desk.row('SELECT reference FROM referral WHERE id = $1', kase.referralId);
  const browser = await desk.house.as(desk.outsider.userId);
  const emergency = { reference: kase.reference, why: 'cover', words: 'Invented.', hours: 4 };
  await browser.post('/api/v1/emergency-access').send(emergency).expect(201);
  const form = aReferralForm({ ...someone(), value: phone, safe: 'no', sameAs: 'someone_else' });
  const typist = await desk.house.as(desk.stranger.userId);
  const { body } = await typist.post('/api/v1/referrals').send(form).expect(201);
  const row = await desk.row('SELECT version FROM referral WHERE id = $1', body.id);
  const decision = { decision: 'duplicate', repeats: first?.['reference'], version: row?.['version'] };
  const answer = await browser.post(`/api/v1/referrals/${String(body.id)}/decision`).send(decision);
  expect([answer.status, answer.body.type]).toEqual([422, 'first-of-another-team']);
  expect(await desk.row('SELECT state FROM referral WHERE id = $1', body.id)).toEqual({ state: 'received' });
});
