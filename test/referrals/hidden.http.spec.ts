import { startApp, type TestApp } from '../support/app.js';
import { Given } from '../support/given.js';
import { givenACase, givenAReferral, type CaseIds, type ReferralIds } from '../support/given-cases.js';
import { givenAService, type GivenService } from '../support/given-service.js';

let house: TestApp;
let service: GivenService;
let kase: CaseIds;
let referral: ReferralIds;
let methodId: unknown;

beforeAll(async () => {
  house = await startApp('2026-03-03T10:00:00Z');
  service = await givenAService(house);
  kase = await givenACase(house.database.owner, { ...service, name: 'Invented Hidden' });
  referral = await givenAReferral(house.database.owner, {
    ...service,
    by: service.advocate,
    name: 'Invented Hidden',
  });
  methodId = (await service.row('SELECT id FROM contact_method WHERE client_id = $1', kase.clientId))?.['id'];
});
afterAll(() => house.stop());

const note = { kind: 'client', words: 'Invented.' };
const contact = { on: '2026-03-02', at: '14:05', channel: 'phone', outcome: 'no_answer' };
const closure = { closedOn: '2026-03-02', reason: 'other', version: 1 };
const method = { channel: 'phone', value: '07700 900999', safe: 'yes' };
const verification = {
  safe: 'yes',
  voicemailSafe: 'no',
  deviceWatched: 'no',
  verifiedOn: '2026-03-02',
  version: 1,
};
const consent = { purpose: 'contact', value: 'given', how: 'by_phone', givenOn: '2026-03-02' };
const correction = { fullName: 'Invented Changed', version: 1 };
const decision = { decision: 'decline', reason: 'other', version: 1 };

// Every route over one case or one referral: CASE, METHOD and REFERRAL stand for their ids.
const routes: [verb: 'get' | 'post' | 'put', path: string, body?: object][] = [
  ['get', '/cases/CASE/notes/new'],
  ['post', '/cases/CASE/notes', note],
  ['get', '/cases/CASE/contacts/new'],
  ['post', '/cases/CASE/contacts', contact],
  ['get', '/cases/CASE/allocation/new'],
  ['post', '/cases/CASE/allocation', { advocateId: 'ADVOCATE', version: 1 }],
  ['get', '/cases/CASE/closure/new'],
  ['post', '/cases/CASE/closure', closure],
  ['get', '/cases/CASE/contact-methods/new'],
  ['post', '/cases/CASE/contact-methods', method],
  ['get', '/cases/CASE/contact-methods/METHOD/verification/new'],
  ['post', '/cases/CASE/contact-methods/METHOD/verification', verification],
  ['get', '/cases/CASE/consents/new'],
  ['post', '/cases/CASE/consents', consent],
  ['get', '/cases/CASE/client/edit'],
  ['post', '/cases/CASE/client', correction],
  ['get', '/api/v1/cases/CASE'],
  ['post', '/api/v1/cases/CASE/notes', note],
  ['post', '/api/v1/cases/CASE/contacts', contact],
  ['post', '/api/v1/cases/CASE/allocation', { advocateId: 'ADVOCATE', version: 1 }],
  ['post', '/api/v1/cases/CASE/closure', closure],
  ['put', '/api/v1/cases/CASE/client', correction],
  ['post', '/api/v1/cases/CASE/contact-methods', method],
  ['post', '/api/v1/cases/CASE/contact-methods/METHOD/verification', verification],
  ['post', '/api/v1/cases/CASE/consents', consent],
  ['get', '/referrals/REFERRAL'],
  ['post', '/referrals/REFERRAL/decision', decision],
  ['get', '/api/v1/referrals/REFERRAL'],
  ['post', '/api/v1/referrals/REFERRAL/decision', decision],
];

function filled(text: string): string {
  const ids = {
    CASE: kase.caseId,
    METHOD: String(methodId),
    REFERRAL: referral.referralId,
    ADVOCATE: service.colleague.userId,
  };
  return text.replace(/CASE|METHOD|REFERRAL|ADVOCATE/g, (name) => ids[name as keyof typeof ids]);
}

async function statusFor(who: string, [verb, path, body]: (typeof routes)[number]): Promise<number> {
  const browser = await house.as(who);
  const request = browser[verb](filled(path));
  const sent =
    body === undefined
      ? request
      : request
          .type(path.startsWith('/api') ? 'json' : 'form')
          .send(JSON.parse(filled(JSON.stringify(body))));
  return (await sent).status;
}

describe('a case and a referral of another team', () => {
  it.each(routes)('are not there: %s %s', async (...route) => {
    expect(await statusFor(service.outsider.userId, route)).toBe(404);
  });

  it.each(routes.filter(([verb]) => verb === 'get'))(
    'are there for its own supervisor: %s %s',
    async (...route) => {
      expect(await statusFor(service.supervisor.userId, route)).toBe(200);
    },
  );

  it.each([
    '/cases?state=all',
    '/referrals?state=all',
    '/api/v1/cases?state=all',
    '/api/v1/referrals?state=all',
  ])('are neither listed nor counted: %s', async (path) => {
    const { status, text } = await (await house.as(service.outsider.userId)).get(path);
    expect(status).toBe(200);
    expect(text).not.toContain('Invented Hidden');
    expect(text).toMatch(/0 (cases|referrals)|"total":0/);
  });
});

it('none of these pages is there for someone who does no casework', async () => {
  const commissioner = await new Given(house.database.owner).staff('commissioner', service.organisation);
  for (const route of [
    ...routes,
    ['get', '/cases'],
    ['get', '/referrals'],
    ['get', '/referrals/new'],
  ] as typeof routes) {
    expect([route[1], await statusFor(commissioner.userId, route)]).toEqual([route[1], 404]);
  }
});

it('another client’s contact method is not found in this case', async () => {
  const other = await givenACase(house.database.owner, service);
  const browser = await house.as(service.supervisor.userId);
  await browser
    .get(`/cases/${other.caseId}/contact-methods/${String(methodId)}/verification/new`)
    .expect(404);
});
