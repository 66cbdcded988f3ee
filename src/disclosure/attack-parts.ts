import { contradict, type IntegerProgram, type ProgramRow } from './integer-program.js';

/** Counts that published sums join, directly or through others, as a program of their own. */
export interface Part {
  /** Where each of its variables stands in the whole. */
  readonly variables: readonly number[];
  readonly program: IntegerProgram;
}

/**
 * The parts of a program that say nothing of each other. What is settled already (its least is its most) joins nothing: it is
 * taken off the rows it stands in.
 * @throws RuleBroken `published-contradicts-itself` where a row of settled counts alone does not hold.
 */
export function partsOf({ lower, upper, rows }: IntegerProgram): Part[] {
  const isOpen = (variable: number): boolean => lower[variable] !== upper[variable];
  const open = rows.map((row) => openRow(row, { lower, isOpen })).filter((row) => row !== null);
  const joined = joinedBy(open);
  const members = new Map<number, number[]>();
  lower.forEach((_, variable) => {
    if (isOpen(variable)) listIn(members, joined(variable)).push(variable);
  });
  const rowsOf = new Map<number, ProgramRow[]>();
  for (const row of open) listIn(rowsOf, joined(row.variables[0] ?? 0)).push(row);
  return [...members].map(([root, variables]) => {
    const places = new Map(variables.map((variable, i) => [variable, i]));
    const program = {
      lower: variables.map((variable) => lower[variable] ?? 0),
      upper: variables.map((variable) => upper[variable] ?? Infinity),
      rows: (rowsOf.get(root) ?? []).map((row) => ({
        ...row,
        variables: row.variables.map((variable) => places.get(variable) ?? 0),
      })),
    };
    return { variables, program };
  });
}

interface Settled {
  readonly lower: readonly number[];
  readonly isOpen: (variable: number) => boolean;
}

/** The row without what is settled, or null where nothing else is in it. */
function openRow(row: ProgramRow, { lower, isOpen }: Settled): ProgramRow | null {
  const terms = row.variables.map((variable, i) => ({ variable, by: row.coefficients[i] ?? 0 }));
  const settled = terms
    .filter(({ variable }) => !isOpen(variable))
    .reduce((sum, { variable, by }) => sum + by * (lower[variable] ?? 0), 0);
  const left = terms.filter(({ variable }) => isOpen(variable));
  const [min, max] = [row.min - settled, row.max - settled];
  if (left.length > 0)
    return {
      variables: left.map(({ variable }) => variable),
      coefficients: left.map(({ by }) => by),
      min,
      max,
    };
  return min <= 0 && 0 <= max ? null : contradict();
}

/** Of each variable, the one that stands for all that rows join it to. */
function joinedBy(rows: readonly ProgramRow[]): (variable: number) => number {
  const above = new Map<number, number>();
  const root = (variable: number): number => {
    let at = variable;
    for (let next = above.get(at); next !== undefined; next = above.get(at)) {
      const beyond = above.get(next);
      if (beyond !== undefined) above.set(at, beyond); // halves the way for whoever asks next
      at = next;
    }
    return at;
  };
  for (const { variables } of rows) {
    const [first = 0, ...rest] = variables;
    for (const variable of rest) {
      const [one, other] = [root(first), root(variable)];
      if (one !== other) above.set(other, one);
    }
  }
  return root;
}

function listIn<T>(lists: Map<number, T[]>, key: number): T[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}
