import type { Ends } from './attack-system.js';
import { contradict, isSolution, type IntegerProgram } from './integer-program.js';
import { withSolver, type Solver } from './solver.js';

/**
 * The exact ends of every variable of a program. Every database met on the way widens what is known to be possible, so most
 * ends are never asked for; a vertex of the relaxation that is whole is an end, and one that is not is asked of whole numbers.
 * @throws RuleBroken `published-contradicts-itself`
 */
export function attackPart(program: IntegerProgram): Promise<Ends[]> {
  return withSolver(program, (solver) => {
    const met = metIn(program, solver.any() ?? contradict());
    return program.lower.map((_, i): Ends => {
      const least = endOf({ program, solver, met }, i, 'least');
      return [least, endOf({ program, solver, met }, i, 'most')];
    });
  });
}

interface Attacked {
  readonly program: IntegerProgram;
  readonly solver: Solver;
  readonly met: Met;
}

/** The least and the most that each variable was in any database met. */
interface Met {
  readonly least: number[];
  readonly most: number[];
}

function metIn({ lower }: IntegerProgram, database: readonly number[]): Met {
  const values = lower.map((low, i) => database[i] ?? low);
  return { least: [...values], most: [...values] };
}

function meet({ least, most }: Met, database: readonly number[]): void {
  database.forEach((value, i) => {
    least[i] = Math.min(least[i] ?? value, value);
    most[i] = Math.max(most[i] ?? value, value);
  });
}

function endOf({ program, solver, met }: Attacked, i: number, end: 'least' | 'most'): number {
  const none = end === 'least' ? -Infinity : Infinity;
  const bound = (end === 'least' ? program.lower[i] : program.upper[i]) ?? none;
  if (met[end][i] === bound) return bound;
  const vertex = solver.vertex(i, end);
  if (vertex === 'unbounded') return none;
  if (vertex !== null && isSolution(program, vertex)) {
    meet(met, vertex);
    return vertex[i] ?? contradict();
  }
  const database = solver.extreme([i], end) ?? contradict();
  if (database === 'unbounded') return none;
  meet(met, database);
  return database[i] ?? contradict();
}
