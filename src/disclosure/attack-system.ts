import { contradict, propagate, withSolver, type IntegerProgram, type Solver } from './integer-program.js';

/** What has been published of any counts, in any form: exact, rounded, as a percentage with its denominator, or withheld. */
export interface PublishedSystem {
  /** Each count's name with the least and the most it can be before anything is read, both inclusive; Infinity for no end. */
  readonly atoms: Readonly<Record<string, readonly [number, number]>>;
  readonly constraints: readonly {
    readonly sum: Readonly<Record<string, number>>;
    readonly min: number;
    readonly max: number;
  }[];
}

/**
 * The least and the most each count can be, exactly: over all whole-number databases that agree with everything published.
 * @throws RuleBroken `published-contradicts-itself` where there is no such database.
 */
export async function attackSystem(
  system: PublishedSystem,
): Promise<Record<string, readonly [number, number]>> {
  const names = Object.keys(system.atoms);
  const program = propagate(programOf(system, names)) ?? contradict();
  return withSolver(program, (solver) => {
    const ends = names.map((name, i) => [name, endsOf(program, solver, i)] as const);
    return Object.fromEntries(ends);
  });
}

function endsOf(program: IntegerProgram, solver: Solver, variable: number): readonly [number, number] {
  const least = solver.extreme([variable], 'least');
  const most = solver.extreme([variable], 'most');
  if (least === null || most === null) return contradict();
  return [
    least === 'unbounded' ? -Infinity : (least[variable] ?? 0),
    most === 'unbounded' ? Infinity : (most[variable] ?? 0),
  ];
}

function programOf({ atoms, constraints }: PublishedSystem, names: readonly string[]): IntegerProgram {
  const bounds = Object.values(atoms);
  const rows = constraints.map(({ sum, min, max }) => {
    const terms = Object.entries(sum).filter(([, coefficient]) => coefficient !== 0);
    const variables = terms.map(([name]) => names.indexOf(name));
    if (variables.includes(-1)) throw new Error('A constraint names a count that is not in the system');
    return { variables, coefficients: terms.map(([, coefficient]) => coefficient), min, max };
  });
  return { lower: bounds.map(([low]) => low), upper: bounds.map(([, high]) => high), rows };
}
