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

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

/** A number of a list by its place; 0 where there is none, which no list here is asked for. */
export function at(numbers: readonly number[], i: number): number {
  return numbers[i] ?? 0;
}
