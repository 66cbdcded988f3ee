import { startApp, type TestApp } from '../support/app.js';
import { givenACase } from '../support/given-cases.js';
import { givenAnAssessment, larkspurScreen } from '../support/given-risk.js';
import { givenAService, type GivenService } from '../support/given-service.js';

let house: TestApp;
let service: GivenService;
let ids: Record<':case' | ':draft' | ':submitted', string>;
let instrumentId: string;

beforeAll(async () => {
  house = await startApp('2026-03-03T10:00:00Z');
  service = await givenAService(house);
  const { owner } = house.database;
  instrumentId = await larkspurScreen(owner);
  const { caseId } = await givenACase(owner, service);
  const of = { caseId, author: service.advocate };
  ids = {
    ':case': caseId,
    ':draft': await givenAnAssessment(owner, { ...of, state: 'draft' }),
    ':submitted': await givenAnAssessment(owner, of),
  };
});
afterAll(() => house.stop());

const draft = () => ({ mode: 'phone', answers: {} });
const decision = { decision: 'agreed', reason: 'Invented.' };

type Address = readonly ['get' | 'post' | 'put', string, (() => object) | null];

/** Every address of the two features that names a case or an assessment, with something it would otherwise take. */
const addresses: readonly Address[] = [
  ['get', '/cases/:case/assessments/new', null],
  ['get', '/cases/:case/assessments/new?correcting=:submitted', null],
  ['post', '/cases/:case/assessments', () => ({ mode: 'phone', instrumentId })],
  ['post', '/cases/:case/assessments/submission', () => ({ mode: 'phone', instrumentId })],
  ['get', '/assessments/:draft', null],
  ['get', '/assessments/:submitted', null],
  ['get', '/assessments/:draft/edit', null],
  ['post', '/assessments/:draft', () => ({ mode: 'phone', version: 1 })],
  ['post', '/assessments/:draft/submission', () => ({ mode: 'phone', version: 1 })],
  ['get', '/assessments/:submitted/review', null],
  ['post', '/assessments/:submitted/review', () => decision],
  ['get', '/api/v1/cases/:case/assessments', null],
  ['post', '/api/v1/cases/:case/assessments', () => ({ ...draft(), instrumentId })],
  ['get', '/api/v1/assessments/:draft', null],
  ['put', '/api/v1/assessments/:draft', () => ({ ...draft(), version: 1 })],
  ['post', '/api/v1/assessments/:draft/submission', () => ({ version: 1 })],
  ['post', '/api/v1/assessments/:submitted/review', () => decision],
];

async function status(userId: string, [method, address, body]: Address): Promise<number> {
  const path = address.replace(/:(case|draft|submitted)/g, (name) => ids[name as keyof typeof ids]); // the pattern names its keys
  const sent = (await house.as(userId))[method](path);
  return (await (body ? sent.type(path.startsWith('/api/') ? 'json' : 'form').send(body()) : sent)).status;
}

describe('to somebody of the service’s other team, there is nothing at', () => {
  it.each(addresses)('%s %s', async (...address: Address) => {
    expect(await status(service.outsider.userId, address)).toBe(404);
  });
});

// Else the answers above might be for want of such an address. The acts that change something stand last.
describe('to those whose case it is, there is something at', () => {
  it.each(addresses.filter(([, address]) => !address.includes('review') && !address.includes('correcting')))(
    '%s %s',
    async (...address: Address) => {
      expect(await status(service.advocate.userId, address)).not.toBe(404);
    },
  );

  it.each(addresses.filter(([, address]) => address.includes('review')))(
    '%s %s, for their supervisor',
    async (...address: Address) => {
      expect(await status(service.supervisor.userId, address)).not.toBe(404);
    },
  );
});

describe('an advocate', () => {
  it.each(addresses.filter(([, address]) => address.includes('review')))(
    'reviews nothing: %s %s',
    async (...address: Address) => {
      expect(await status(service.colleague.userId, address)).toBe(404);
    },
  );

  it.each(['/reviews', '/api/v1/reviews', '/blind-spots/risk_review', '/api/v1/blind-spots/risk_review'])(
    'has no list at %s',
    async (path) => {
      await (await house.as(service.advocate.userId)).get(path).expect(404);
    },
  );
});
