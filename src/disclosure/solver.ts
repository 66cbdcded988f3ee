import highsModule, { type Highs, type Model, type ModelData } from 'highs';
import { at, isSolution, type IntegerProgram } from './integer-program.js';

/** Questions to one program, which stays in the solver's memory between them. */
export interface Solver {
  /** Any solution, or null where there is none. */
  any(): number[] | null;
  /**
   * The vertex of the linear relaxation with the largest or smallest value of a variable, rounded to whole numbers: where
   * `isSolution` says that it is one, no solution has a larger or smaller value; where not, it says nothing.
   */
  vertex(variable: number, end: 'least' | 'most'): number[] | 'unbounded' | null;
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
  const models = modelsOf(program, highs);
  try {
    return work(solverOver(program, models, highs));
  } finally {
    models.dispose();
  }
}

/** The program twice, each made when it is first asked for: in whole numbers, and relaxed. */
interface Models {
  whole(): Model;
  relaxed(): Model;
  dispose(): void;
}

function modelsOf(program: IntegerProgram, highs: Highs): Models {
  const made: Model[] = [];
  const lazily = (
    options: Readonly<Record<string, boolean | number | string>>,
    integer: boolean,
  ): (() => Model) => {
    let model: Model | undefined;
    return () => {
      if (model) return model;
      const data = modelOf(program);
      const integrality = data.colLower.map(() => highs.constants.variableType.integer);
      model = highs.createModel(integer ? { ...data, integrality } : data);
      made.push(model);
      model.options.set({ output_flag: false, ...options });
      return model;
    };
  };
  return {
    // Sums of whole numbers are whole: within a half of the best is the best.
    whole: lazily({ mip_rel_gap: 0, mip_abs_gap: 0.5 }, true),
    // Only the objective changes from question to question, so the last vertex stays feasible: primal simplex goes on from it.
    relaxed: lazily({ simplex_strategy: 4, presolve: 'off' }, false),
    dispose: () => made.forEach((model) => model.dispose()),
  };
}

function solverOver(program: IntegerProgram, models: Models, highs: Highs): Solver {
  const solve = (): number[] | 'unbounded' | null => {
    const values = run(models.whole(), highs);
    if (Array.isArray(values) && !isSolution(program, values))
      throw new Error('The solver gave no exact answer');
    return values;
  };
  const known = (solution: number[] | 'unbounded' | null): number[] | null =>
    solution === 'unbounded' ? null : solution; // nothing is sought after, so nothing is unbounded
  const towards = (end: 'least' | 'most'): number => (end === 'least' ? 1 : -1);
  return {
    any: () => known(solve()),
    find(variable, low, high) {
      const model = models.whole();
      model.changeColBounds(variable, low, high);
      const solution = solve();
      model.changeColBounds(variable, at(program.lower, variable), at(program.upper, variable));
      return known(solution);
    },
    extreme(variables, end) {
      const model = models.whole();
      variables.forEach((variable) => model.changeColCost(variable, towards(end)));
      const solution = solve();
      variables.forEach((variable) => model.changeColCost(variable, 0));
      return solution;
    },
    vertex(variable, end) {
      const model = models.relaxed();
      model.changeColCost(variable, towards(end));
      const vertex = run(model, highs);
      model.changeColCost(variable, 0);
      return vertex;
    },
  };
}

/** What one run of a model ends in, rounded to whole numbers. */
function run(model: Model, { constants }: Highs): number[] | 'unbounded' | null {
  const { optimal, infeasible, unbounded, unboundedOrInfeasible } = constants.modelStatus;
  model.run();
  const status = model.getModelStatus();
  if (status === infeasible) return null;
  if (status === unbounded || status === unboundedOrInfeasible) return 'unbounded';
  if (status !== optimal) throw new Error('The solver gave no exact answer');
  return Array.from(model.getSolution().colValue, (value) => Math.round(value) + 0); // + 0 for the solver's -0
}

function modelOf({ lower, upper, rows }: IntegerProgram): ModelData & { colLower: number[] } {
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
