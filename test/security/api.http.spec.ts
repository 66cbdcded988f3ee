import fc from 'fast-check';
import request from 'supertest';
import { roles, type Role } from '../../src/kernel/actor.js';
import { Csrf } from '../../src/platform/http/csrf.js';
import { openApi } from '../../src/platform/http/openapi.js';
import { startApp, type TestApp } from '../support/app.js';
import { violations, type Schema, type Schemas } from '../support/schema.js';
import { sized } from '../support/size.js';
import { fillWholeHouse } from '../support/whole-house.js';
import { mayCome } from '../authorisation/cells.js';
import { handledRoutes, nameOf, type Handled } from '../authorisation/routes.js';
import { requestsTo, type Asked, type Operation, type World } from './requests.js';

const runs = sized(25, 300);
/** Of who is refused whatever they send, so many. */
const runsRefused = sized(4, 300);
const seed = sized(20260303, Math.floor(performance.timeOrigin) % 2 ** 31);

let house: TestApp;
let staff: ReadonlyMap<Role, string>;
let operations: Operation[];
let routes: ReadonlyMap<string, Handled>;
let schemas: Schemas;
let worlds: World[];
beforeAll(async () => {
  house = await startApp();
  staff = await fillWholeHouse(house, 80);
  const document = openApi(house.app);
  schemas = (document.components?.schemas ?? {}) as Schemas; // as OpenAPI writes them
  operations = operationsOf(document.paths as never); // likewise
  worlds = await worldsOf();
  routes = new Map(handledRoutes(house.app).map((route) => [nameOf(route), route]));
});
afterAll(() => house.stop());

interface Written {
  readonly parameters?: Operation['parameters'];
  readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> };
  readonly responses?: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> }>
  >;
}

function operationsOf(paths: Readonly<Record<string, Readonly<Record<string, Written>>>>): Operation[] {
  return Object.entries(paths)
    .filter(([path]) => path.startsWith('/api/'))
    .flatMap(([path, byMethod]) =>
      Object.entries(byMethod).map(([method, { parameters = [], requestBody, responses = {} }]) => ({
        method,
        path,
        parameters,
        body: requestBody?.content?.['application/json']?.schema ?? null,
        answers: Object.fromEntries(
          Object.entries(responses).map(([status, { content = {} }]) => [
            status,
            Object.values(content)[0]?.schema ?? null,
          ]),
        ),
      })),
    );
}

/** Cases of the caseworkers' own teams, with what is under them, and whatever else has an address. */
async function worldsOf(): Promise<World[]> {
  const { rows } = await house.database.owner.query<Record<string, string | null>>(
    `SELECT c.id AS "caseId", r.id AS "referralId", o.id AS "orderId", b.id AS "breachId", m.id AS "methodId", a.id AS "assessmentId",
       (SELECT id FROM foi_request ORDER BY random() LIMIT 1) AS "requestId", (SELECT id FROM contract ORDER BY random() LIMIT 1) AS "contractId",
       (SELECT id FROM foi_answer LIMIT 1) AS "answerId", (SELECT id FROM outgoing WHERE case_id = c.id LIMIT 1) AS "outgoingId",
       (SELECT id FROM agency WHERE organisation_id = c.organisation_id ORDER BY random() LIMIT 1) AS "agencyId", c.advocate_id AS "workerId",
       (SELECT id FROM share WHERE case_id = c.id LIMIT 1) AS "shareId", (SELECT id FROM task WHERE case_id = c.id LIMIT 1) AS "taskId",
       (SELECT id FROM related_person WHERE case_id = c.id LIMIT 1) AS "relatedPersonId",
       (SELECT id FROM address WHERE client_id = c.client_id LIMIT 1) AS "addressId",
       (SELECT id FROM safeguarding_concern WHERE case_id = c.id LIMIT 1) AS "concernId",
       (SELECT id FROM capacity_concern WHERE case_id = c.id LIMIT 1) AS "capacityConcernId",
       (SELECT id FROM panel_referral WHERE case_id = c.id LIMIT 1) AS "panelReferralId"
     FROM case_file c LEFT JOIN LATERAL (SELECT id FROM referral WHERE team_id = c.team_id ORDER BY state = 'received' DESC, random() LIMIT 1) r ON true
       LEFT JOIN protection_order o ON o.case_id = c.id LEFT JOIN breach b ON b.order_id = o.id
       LEFT JOIN contact_method m ON m.client_id = c.client_id LEFT JOIN assessment a ON a.case_id = c.id
     WHERE c.team_id IN (SELECT team_id FROM team_member WHERE staff_id = ANY ($1))
     ORDER BY c.closed_on IS NULL DESC, o.id IS NULL, random() LIMIT 12`,
    [[staff.get('advocate'), staff.get('supervisor')]],
  );
  const others = {
    spot: 'danger',
    kind: 'breach',
    edition: '1',
    number: '1',
    quarter: '2025-Q1',
    startYear: '2024',
  };
  return rows.map((row) => ({
    ...others,
    ...Object.fromEntries(
      Object.entries(row).flatMap(([name, id]) => (id === null ? [] : [[name, id] as const])),
    ),
  }));
}

/** How often an operation is asked by somebody of a role. */
function runsOf({ method, path }: Operation, role: Role | 'visitor'): number {
  const route = routes.get(`${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`);
  if (!route) throw new Error(`${method} ${path} is documented and is no route`);
  return mayCome(route, role === 'visitor' ? 'anonymous' : role) ? runs : runsRefused;
}

/** What was not only refused: a fuzzer that never gets past the first check finds nothing behind it. */
const carriedOut = new Set<string>();

/** What is wrong with how the program answered; null where nothing is. */
async function faultOf(operation: Operation, asked: Asked, session: string | null): Promise<string | null> {
  const verb = operation.method as 'post'; // or another that supertest has
  const cookie: Record<string, string> =
    session === null
      ? {}
      : { Cookie: `session=${session}`, 'X-CSRF-Token': house.app.get(Csrf).tokenOf(session) };
  const began = performance.now();
  const asking = request(house.app.getHttpServer())
    [verb](`${asked.path}${asked.query && `?${asked.query}`}`)
    .set({ ...asked.headers, ...cookie });
  const answer = await (operation.method === 'get' || asked.body === ''
    ? asking
    : asking.set('Content-Type', asked.type).send(asked.body));
  const took = performance.now() - began;
  if (answer.status < 300) carriedOut.add(`${operation.method} ${operation.path}`);
  const told = `${String(answer.status)} ${answer.text.slice(0, 200)}`;
  if (answer.status >= 500) return `broke: ${told}`;
  const schema = operation.answers[String(answer.status)];
  if (schema === undefined) return `is not documented to answer: ${told}`;
  if (took > sized(3_000, 1_000)) return `took ${String(Math.round(took))} ms`;
  const wrong =
    schema === null
      ? []
      : violations(answer.type.includes('json') ? answer.body : answer.text, schema, schemas);
  return wrong.length > 0
    ? `answered otherwise than documented: ${wrong.slice(0, 3).join(', ')} in ${told}`
    : null;
}

it('every operation says what it takes and what it answers', () => {
  expect(operations.length).toBeGreaterThan(40);
  const silent = operations.filter(
    ({ answers }) => !Object.keys(answers).some((status) => status.startsWith('2')),
  );
  expect(silent.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
});

it.each<[Role | 'visitor']>([['visitor'], ...roles.map(({ code }) => [code] as [Role])])(
  'whatever a %s asks, the program answers as it says it does',
  async (role) => {
    const faults: string[] = [];
    for (const operation of operations) {
      // One of its own each, since one of them ends it.
      const session = role === 'visitor' ? null : await house.session(staff.get(role) ?? '');
      for (const asked of fc.sample(requestsTo(operation, schemas, worlds), {
        numRuns: runsOf(operation, role),
        seed,
      })) {
        const fault = await faultOf(operation, asked, session);
        if (fault)
          faults.push(
            `${operation.method} ${asked.path.slice(0, 120)}?${asked.query} ${asked.type} ${JSON.stringify(asked.headers)} ${asked.body.slice(0, 300)}: ${fault}`,
          );
      }
    }
    expect({ seed, faults }).toEqual({ seed, faults: [] });
  },
);

it('a quarter of the operations were carried out, too, and not only refused', () => {
  expect(carriedOut.size).toBeGreaterThan(operations.length / 4);
});

describe('the fuzzer would see', () => {
  const operation = () => operations.find(({ method, path }) => method === 'get' && path === '/api/v1/staff');
  const asked: Asked = { path: '/api/v1/staff', query: '', type: '', body: '', headers: {} };
  const as = async (changed: Partial<Operation>) =>
    faultOf(
      { ...(operation() as Operation), ...changed },
      asked,
      await house.session(staff.get('admin') ?? ''),
    ); // there is one

  it('an answer that is not documented', async () => {
    expect(await as({ answers: {} })).toContain('is not documented');
  });

  it('an answer that is otherwise than documented', async () => {
    expect(await as({ answers: { 200: { type: 'object', required: ['name'], properties: {} } } })).toContain(
      'name is missing',
    );
  });

  it('an answer that breaks', async () => {
    await house.database.owner.query('ALTER TABLE team_member RENAME TO lost');
    const fault = await as({});
    await house.database.owner.query('ALTER TABLE lost RENAME TO team_member');
    expect(fault).toContain('broke');
  });
});
