import fc from 'fast-check';
import { isSolution, propagate, type IntegerProgram } from '../../src/disclosure/integer-program.js';
import { withSolver } from '../../src/disclosure/solver.js';
import { listsWithin } from './tiny.js';

const anyProgram: fc.Arbitrary<IntegerProgram> = fc
  .array(
    fc.record({
      coefficients: fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 3, maxLength: 3 }),
      min: fc.integer({ min: -9, max: 6 }),
      width: fc.nat(9),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((rows) => ({
    lower: [0, 0, 0],
    upper: [6, 6, 6],
    rows: rows.map(({ coefficients, min, width }) => ({
      variables: [0, 1, 2],
      coefficients,
      min,
      max: min + width,
    })),
  }));

function solutionsOf(program: IntegerProgram): number[][] {
  return [
    ...listsWithin([
      [0, 6],
      [0, 6],
      [0, 6],
    ]),
  ].filter((values) => isSolution(program, values));
}

it('propagation loses no solution, and finds nothing possible only where nothing is', () => {
  fc.assert(
    fc.property(anyProgram, (program) => {
      const narrowed = propagate(program);
      const solutions = solutionsOf(program);
      expect(solutions.filter((values) => !narrowed || !isSolution(narrowed, values))).toEqual([]);
    }),
    { numRuns: 200, seed: 1 },
  );
});

it('the solver finds the ends that looking at every value finds', async () => {
  const check = async (program: IntegerProgram): Promise<void> => {
    const firsts = solutionsOf(program).map(([value]) => value ?? 0);
    const ends = await withSolver(program, (solver) => [
      solver.extreme([0], 'least'),
      solver.extreme([0], 'most'),
    ]);
    const found = ends.map((end) => (Array.isArray(end) ? end[0] : end));
    expect(found).toEqual(firsts.length > 0 ? [Math.min(...firsts), Math.max(...firsts)] : [null, null]);
  };
  await fc.assert(fc.asyncProperty(anyProgram, check), { numRuns: 60, seed: 2 });
});

it('a bound tried once is forgotten before the next', async () => {
  const program = {
    lower: [0, 0],
    upper: [9, 9],
    rows: [{ variables: [0, 1], coefficients: [1, 1], min: 9, max: 9 }],
  };
  const found = await withSolver(program, (solver) => [
    solver.find(0, 3, 3),
    solver.find(1, 2, 2),
    solver.find(0, 10, 12),
  ]);
  expect(found).toEqual([[3, 6], [7, 2], null]);
});
