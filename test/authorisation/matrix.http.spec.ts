import { openApi } from '../../src/platform/http/openapi.js';
import { inTurn } from '../support/in-turn.js';
import { fullSize, sized } from '../support/size.js';
import { mayCome, relationsTo } from './cells.js';
import { openMatrix, type Matrix } from './matrix.js';
import { askers, type Asker } from './people.js';
import { accessOf, nameOf, type Handled } from './routes.js';
import { allowedIn, allowedToStale, plainly } from './rules.js';
import { isRegenerating, namesOfAccess, readTable, regenerate, writeTable, type Line } from './table.js';

/** Every route, asked by everyone there is of everything there is, against the table that is checked in. */
let matrix: Matrix;
let expected: ReadonlyMap<string, Line>;
let measured: ReadonlyMap<string, Line>;
/** Of who is refused whatever it is, one thing stands for all of them, but at full size. */
const unasked = '~';
const asksAll = fullSize || isRegenerating;

beforeAll(async () => {
  matrix = await openMatrix();
  const nameOfAccess = await namesOfAccess();
  const lines = await inTurn(4, matrix.routes, async (route) => {
    const line: Record<string, string> = { declares: nameOfAccess(accessOf(route)) };
    for (const asker of askers) line[asker] = await cellOf(route, asker);
    return [nameOf(route), { ...line, stale: await matrix.cells.staleOf(route) } as Line] as const; // every column
  });
  measured = new Map(lines);
  if (isRegenerating) writeTable(measured);
  expected = readTable();
});
afterAll(() => matrix.stop());

async function cellOf(route: Handled, asker: Asker): Promise<string> {
  let cell = '';
  for (const relation of relationsTo(route)) {
    const isAsked = asksAll || relation === 'own' || mayCome(route, asker);
    cell += isAsked ? await matrix.cells.of(route, asker, relation) : unasked;
  }
  return cell;
}

/** Every letter of the table, with what it is of. */
function* letters(table: ReadonlyMap<string, Line>) {
  for (const route of matrix.routes)
    for (const asker of askers)
      for (const [at, relation] of relationsTo(route).entries())
        yield { route, asker, relation, letter: table.get(nameOf(route))?.[asker][at] };
}

it(`has a line for every route there is; if not, run ${regenerate}`, () => {
  expect([...expected.keys()]).toEqual(matrix.routes.map(nameOf).toSorted());
  const documented = Object.entries(openApi(matrix.world.house.app).paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
  );
  expect(documented.length).toBeGreaterThan(100);
  expect(documented.filter((operation) => !expected.has(operation))).toEqual([]);
});

it('everyone is answered as it says', () => {
  const differing = [...letters(measured)].flatMap(({ route, asker, relation, letter }) => {
    const says = expected.get(nameOf(route))?.[asker][relationsTo(route).indexOf(relation)];
    return letter === unasked || letter === says
      ? []
      : [`${nameOf(route)} ${asker} ${relation}: ${String(says)} was ${String(letter)}`];
  });
  expect(differing).toEqual([]);
});

it('every route declares what it says, and asks for a second step where it says so', () => {
  const rest = (table: ReadonlyMap<string, Line>) =>
    matrix.routes.map((route) => [
      nameOf(route),
      table.get(nameOf(route))?.declares,
      table.get(nameOf(route))?.stale,
    ]);
  expect(rest(measured)).toEqual(rest(expected));
});

it('says nothing against the rules', () => {
  const against = [...letters(expected)]
    .filter(
      ({ route, asker, relation, letter }) =>
        !(allowedIn(route, asker, relation) as readonly unknown[]).includes(plainly(letter)),
    )
    .map(({ route, asker, relation, letter }) => `${nameOf(route)} ${asker} ${relation}: ${String(letter)}`);
  const unstepped = matrix.routes.filter(
    (route) =>
      !(allowedToStale(route) as readonly unknown[]).includes(plainly(expected.get(nameOf(route))?.stale)),
  );
  expect([...against, ...unstepped.map((route) => `${nameOf(route)} stale`)]).toEqual([]);
});

describe('of everyone who is let in', () => {
  const named = () => matrix.routes.filter(({ template }) => template.includes(':'));
  const comers = (route: Handled) => askers.filter((asker) => mayCome(route, asker));

  it('nobody is refused for a form before an id is looked at', async () => {
    const answered = await inTurn(4, named(), async (route) => {
      const statuses = comers(route).map(async (asker) => (await matrix.cells.unknown(route, asker)).status);
      return [nameOf(route), await Promise.all(statuses)] as const;
    });
    expect(answered.filter(([, statuses]) => statuses.some((status) => status !== 404))).toEqual([]);
  });

  it('what could be no id is answered as an id of nothing', async () => {
    const differing = await inTurn(4, named(), async (route) => {
      const [asker] = comers(route);
      if (!asker) return [];
      const [malformed, unknown] = [
        await matrix.cells.malformed(route, asker),
        await matrix.cells.unknown(route, asker),
      ];
      return malformed.whole === unknown.whole ? [] : [nameOf(route)];
    });
    expect(differing.flat()).toEqual([]);
  });
});

it('a hidden case is answered as fast as none, as far as the figures printed here tell', async () => {
  const route = matrix.routes.find((each) => nameOf(each) === 'GET /api/v1/cases/:caseId');
  if (!route) throw new Error('There is no such route');
  const took = { hidden: [] as number[], unknown: [] as number[] };
  for (let pair = 0; pair < sized(20, 500); pair += 1)
    for (const what of ['hidden', 'unknown'] as const) {
      const began = performance.now();
      const cells = matrix.cells.afresh();
      const status =
        what === 'hidden' ? await cells.hidden(route) : (await cells.unknown(route, 'advocate')).status;
      took[what].push(performance.now() - began);
      expect(status).toBe(404);
    }
  const middle = (all: readonly number[]) => all.toSorted((one, other) => one - other)[all.length >> 1] ?? 0;
  const [hidden, unknown] = [middle(took.hidden), middle(took.unknown)];
  process.stdout.write(
    `T1: median of a hidden case ${hidden.toFixed(2)} ms, of none ${unknown.toFixed(2)} ms\n`,
  );
});

it('found all there is as it was: no change was kept', async () => {
  expect(await matrix.kept()).toBe(0);
});
