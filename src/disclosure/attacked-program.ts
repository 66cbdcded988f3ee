import type { AttackedArea } from './attacked-area.js';
import { contradict, type IntegerProgram, type ProgramRow } from './integer-program.js';
import { withSolver } from './solver.js';
import { isPossible, type Database } from './witness.js';

/** Clumps as variables, then one yes-or-no for each `needs`: where it is 0 there is no part, where it is 1 there is a whole. */
export function programOf({ clumps, facts }: AttackedArea): IntegerProgram {
  const needs = facts.filter((fact) => fact.kind === 'needs');
  const rows = facts.flatMap((fact): ProgramRow[] => {
    const row = (side: readonly number[], sign: number): [number, number][] =>
      side.map((clump) => [clump, sign]);
    if (fact.kind === 'at_most') return [notNegative([...row(fact.whole, 1), ...row(fact.part, -1)])];
    const switched = clumps.length + needs.indexOf(fact);
    const mostParts = fact.part.reduce((sum, clump) => sum + (clumps[clump]?.high ?? 0), 0);
    return [
      notNegative([[switched, mostParts], ...row(fact.part, -1)]),
      notNegative([...row(fact.whole, 1), [switched, -1]]),
    ];
  });
  return {
    lower: [...clumps.map((clump) => clump.low), ...needs.map(() => 0)],
    upper: [...clumps.map((clump) => clump.high), ...needs.map(() => 1)],
    rows,
  };
}

function notNegative(terms: readonly (readonly [number, number])[]): ProgramRow {
  return {
    variables: terms.map(([variable]) => variable),
    coefficients: terms.map(([, sign]) => sign),
    min: 0,
    max: Infinity,
  };
}

/**
 * A database that agrees with everything, as near above the print as there is one: from there most atoms can be settled without
 * the solver.
 * @throws RuleBroken `published-contradicts-itself` where nothing agrees with everything.
 */
export async function databaseNear(attacked: AttackedArea, printed: Database): Promise<Database> {
  const program = programOf(attacked);
  const raised = { ...program, lower: program.lower.map((low, i) => printed[i] ?? low) };
  const all = printed.map((_, i) => i);
  const near = await withSolver(raised, (solver) => solver.extreme(all, 'least'));
  const solution = near ?? (await withSolver(program, (solver) => solver.extreme([], 'least')));
  return Array.isArray(solution) ? checked(attacked, solution) : contradict();
}

export function checked(attacked: AttackedArea, solution: readonly number[]): Database {
  const database = solution.slice(0, attacked.clumps.length);
  if (!isPossible(attacked, database)) throw new Error('The solver found a database that is not possible');
  return database;
}
