import { openAdvocateDesk, type AdvocateDesk } from '../support/advocate-desk.js';
import type { CaseIds } from '../support/given-cases.js';

let desk: AdvocateDesk;
let kase: CaseIds;
beforeAll(async () => {
  desk = await openAdvocateDesk();
  kase = await desk.aCase();
});
afterAll(() => desk.house.stop());

const opening = { why: 'check', words: 'To read it back to her.', shownOn: 'screen' };

describe('where post goes', () => {
  const method = { channel: 'post', value: '9 Invented Mews', safe: 'unknown' };
  const add = async () =>
    String((await desk.browser.post(`/api/v1/cases/${kase.caseId}/contact-methods`).send(method)).body.id);

  it('is on no page of its case, and is opened as an address is', async () => {
    const path = `/cases/${kase.caseId}/contact-methods/${await add()}`;
    for (const page of [`/cases/${kase.caseId}`, path, `${path}/verification/new`, `${path}/openings/new`]) {
      const { status, text } = await desk.browser.get(page);
      expect([page, status, text.includes('9 Invented Mews')]).toEqual([page, 200, false]);
    }
    expect((await desk.post(`${path}/openings`, { ...opening, words: '' })).status).toBe(422);
    expect((await desk.post(`${path}/openings`, opening)).text).toContain('9 Invented Mews');
    const { body } = await desk.browser.post(`/api/v1${path}/openings`).send(opening);
    expect(body).toEqual({ value: '9 Invented Mews' });
    const looks = (await desk.browser.get(`/cases/${kase.caseId}/access`)).text;
    expect(looks).toContain('An address. To check it with the client');
  });

  it('is nothing else: a number is opened by nobody, nor by another team', async () => {
    const phone = await desk.row('SELECT id FROM contact_method WHERE client_id = $1', kase.clientId);
    const path = (id: string) => `/cases/${kase.caseId}/contact-methods/${id}/openings`;
    expect((await desk.post(path(String(phone?.['id'])), opening)).status).toBe(422);
    const outsider = await desk.house.as(desk.outsider.userId);
    expect((await outsider.get(`${path(await add())}/new`)).status).toBe(404);
  });
});
