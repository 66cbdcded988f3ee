import { openSafeguardsDesk, type SafeguardsDesk } from './safeguards-desk.js';

let desk: SafeguardsDesk;
beforeAll(async () => {
  desk = await openSafeguardsDesk();
});
afterAll(() => desk.house.stop());

it('a number that somebody else answered is unsafe, though who rang only has the case in an emergency', async () => {
  const { caseId, clientId, reference } = await desk.aCase();
  const emergency = { reference, why: 'client_in_contact', words: 'Invented: she rang us.', hours: '4' };
  await desk.post(desk.stranger, '/emergency-access', emergency);
  const contact = { on: '2026-03-02', at: '14:05', channel: 'phone', outcome: 'third_party_answered' };
  expect((await desk.post(desk.stranger, `/cases/${caseId}/contacts`, contact)).status).toBe(303);
  const found = await desk.row('SELECT safe, verified_on FROM contact_method WHERE client_id = $1', clientId);
  expect(found).toEqual({ safe: 'unknown', verified_on: null });
});
