import { relationsTo } from './cells.js';
import { mutants, type Mutant } from './mutants.js';
import { openMatrix, type Matrix } from './matrix.js';
import { accessOf, nameOf } from './routes.js';
import { namesOfAccess, readTable, type Line } from './table.js';
import { sampled } from '../support/size.js';
import type { Access } from '../../src/platform/http/access.js';

/** Each guard is taken away, one at a time, and the table of who is answered what must be seen to be wrong. */
let matrix: Matrix;
let table: ReadonlyMap<string, Line>;
let nameOfAccess: (access: Access | undefined) => string;
let all: readonly Mutant[];

beforeAll(async () => {
  matrix = await openMatrix();
  table = readTable();
  nameOfAccess = await namesOfAccess();
  all = await mutants(matrix.routes);
});
afterAll(() => matrix.stop());

/** The first thing that is otherwise than the table says, among those that the mutant could change; null where nothing is. */
async function killerOf(mutant: Mutant): Promise<string | null> {
  const cells = matrix.cells.afresh();
  for (const { route, asker, relation } of mutant.about) {
    const line = table.get(nameOf(route));
    if (asker === 'stale') {
      const now = await cells.staleOf(route);
      if (now !== line?.stale) return `${nameOf(route)} stale ${now}`;
      continue;
    }
    const now = await cells.of(route, asker, relation);
    const says = line?.[asker][relationsTo(route).indexOf(relation)];
    if (now !== says) return `${nameOf(route)} ${asker} ${relation} ${now}`;
  }
  return null;
}

it('is caught, each time, by an answer or by what the table says that the route declares', async () => {
  const drawn = sampled(all, 40);
  const killed = { answer: 0, declaration: 0 };
  const lived: string[] = [];
  for (const mutant of drawn) {
    const undo = mutant.make();
    try {
      if ((await killerOf(mutant)) !== null) killed.answer += 1;
      else if (isDeclaredOtherwise()) killed.declaration += 1;
      else lived.push(mutant.name);
    } finally {
      undo();
    }
  }
  process.stdout.write(`T1b: ${String(drawn.length)} guards taken away: ${JSON.stringify(killed)}\n`);
  expect(lived).toEqual([]);
});

const isDeclaredOtherwise = () =>
  matrix.routes.some((route) => nameOfAccess(accessOf(route)) !== table.get(nameOf(route))?.declares);
