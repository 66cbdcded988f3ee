import highsModule, { type Highs, type Model } from 'highs';
import { RuleBroken } from '../kernel/errors.js';

export interface IntegerProgram {
  readonly lower: number[];
  readonly upper: number[];
  readonly rows: readonly ProgramRow[];
}

export interface ProgramRow {
  readonly variables: readonly number[];
  readonly coefficients: readonly number[];
  readonly min: number;
  readonly max: number;
}

/** Questions to one program, which stays in the solver's memory between them. */
export interface Solver {
  /** A solution with one variable held between two bounds, or null where there is none. */
  find(variable: number, low: number, high: number): number[] | null;
  /** The solution with the largest or smallest sum of some variables; null where there is none, 'unbounded' where no sum is the last. */
  extreme(variables: readonly number[], end: 'least' | 'most'): number[] | 'unbounded' | null;
}

// The package's types describe its CommonJS build, where the loader is one level further in; ES modules get the loader itself.
const loadHighs = highsModule as unknown as typeof highsModule.default;
/** Loading compiles 3.5 MB of WebAssembly, so it is done once, by whoever attacks first. */
let loading: Promise<Highs> | undefined;

export async function withSolver<T>(program: IntegerProgram, work: (solver: Solver) => T): Promise<T> {
  loading ??= loadHighs();
  const highs = await loading;
  const model = highs.createModel(modelOf(program, highs));
  try {
    // Sums of whole numbers are whole: within a half of the best is the best.
    model.options.set({ output_flag: false, mip_rel_gap: 0, mip_abs_gap: 0.5 });
    return work(solverOver(program, model, highs));
  } finally {
    model.dispose();
  }
}

/**
 * Narrows every bound as far as single rows force it, in whole numbers and without a solver. It loses no solution and needs not
 * find every bound.
 * @returns the narrowed program, or null where a row can never hold.
 */
export function propagate(program: IntegerProgram): IntegerProgram | null {
  const narrowed = { ...program, lower: [...program.lower], upper: [...program.upper] };
  for (let round = 0; round < mostRounds; round += 1) {
    const changes = program.rows.filter((row) => narrowByRow(narrowed, row));
    if (narrowed.lower.some((low, i) => low > (narrowed.upper[i] ?? low))) return null;
    if (changes.length === 0) break;
  }
  return narrowed;
}

/** Whether whole numbers satisfy every bound and row. The only thing here that a verdict of safety rests on. */
export function isSolution({ lower, upper, rows }: IntegerProgram, values: readonly number[]): boolean {
  const isWithin = values.every(
    (value, i) => Number.isInteger(value) && at(lower, i) <= value && value <= at(upper, i),
  );
  return (
    isWithin && rows.every((row) => row.min <= activity(row, values) && activity(row, values) <= row.max)
  );
}

/** @throws RuleBroken `published-contradicts-itself`, always: what is left to say where nothing is possible. */
export function contradict(): never {
  throw new RuleBroken('published-contradicts-itself', 'No counts agree with everything that was published');
}

const mostRounds = 50;
const slack = 1e-9;

function activity({ variables, coefficients }: ProgramRow, values: readonly number[]): number {
  return variables.reduce((sum, variable, i) => sum + at(coefficients, i) * at(values, variable), 0);
}

function narrowByRow({ lower, upper }: IntegerProgram, row: ProgramRow): boolean {
  let changed = false;
  const ends = row.variables.flatMap((variable, i) => {
    const coefficient = at(row.coefficients, i);
    if (coefficient === 0) return [];
    const [a, b] = [coefficient * at(lower, variable), coefficient * at(upper, variable)];
    return [{ variable, coefficient, least: Math.min(a, b), most: Math.max(a, b) }];
  });
  const leastOf = sumWithoutOne(ends.map((end) => end.least));
  const mostOf = sumWithoutOne(ends.map((end) => end.most));
  ends.forEach(({ variable, coefficient }, i) => {
    const atMost = (row.max - leastOf(i)) / coefficient;
    const atLeast = (row.min - mostOf(i)) / coefficient;
    const high = Math.floor((coefficient > 0 ? atMost : atLeast) + slack);
    const low = Math.ceil((coefficient > 0 ? atLeast : atMost) - slack);
    if (high < at(upper, variable)) [upper[variable], changed] = [high, true];
    if (low > at(lower, variable)) [lower[variable], changed] = [low, true];
  });
  return changed;
}

function sumWithoutOne(numbers: readonly number[]): (i: number) => number {
  const finite = sumOf(numbers.filter(Number.isFinite));
  const infinite = numbers.filter((number) => !Number.isFinite(number));
  return (i) => {
    const own = at(numbers, i);
    if (Number.isFinite(own)) return infinite[0] ?? finite - own;
    return infinite.length > 1 ? own : finite;
  };
}

function solverOver(program: IntegerProgram, model: Model, highs: Highs): Solver {
  const { optimal, infeasible, unbounded, unboundedOrInfeasible } = highs.constants.modelStatus;
  const solve = (): number[] | 'unbounded' | null => {
    model.run();
    const status = model.getModelStatus();
    if (status === infeasible) return null;
    if (status === unbounded || status === unboundedOrInfeasible) return 'unbounded';
    const values = Array.from(model.getSolution().colValue, (value) => Math.round(value) + 0); // + 0 for the solver's -0
    if (status !== optimal || !isSolution(program, values))
      throw new Error('The solver gave no exact answer');
    return values;
  };
  return {
    find(variable, low, high) {
      model.changeColBounds(variable, low, high);
      const solution = solve();
      model.changeColBounds(variable, at(program.lower, variable), at(program.upper, variable));
      return solution === 'unbounded' ? null : solution; // nothing is sought after, so nothing is unbounded
    },
    extreme(variables, end) {
      variables.forEach((variable) => model.changeColCost(variable, end === 'least' ? 1 : -1));
      const solution = solve();
      variables.forEach((variable) => model.changeColCost(variable, 0));
      return solution;
    },
  };
}

function modelOf({ lower, upper, rows }: IntegerProgram, highs: Highs): Parameters<Highs['createModel']>[0] {
  const starts = [0];
  for (const row of rows) starts.push((starts.at(-1) ?? 0) + row.variables.length);
  return {
    numCols: lower.length,
    numRows: rows.length,
    colCost: lower.map(() => 0),
    colLower: lower,
    colUpper: upper,
    rowLower: rows.map((row) => row.min),
    rowUpper: rows.map((row) => row.max),
    integrality: lower.map(() => highs.constants.variableType.integer),
    matrix: {
      format: 'csr',
      numRows: rows.length,
      numCols: lower.length,
      starts,
      indices: rows.flatMap((row) => row.variables),
      values: rows.flatMap((row) => row.coefficients),
    },
  };
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

function at(numbers: readonly number[], i: number): number {
  return numbers[i] ?? 0;
}
