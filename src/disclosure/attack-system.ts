import { attackPart } from './attack-part.js';
import { partsOf } from './attack-parts.js';
import { contradict, propagate, type IntegerProgram } from './integer-program.js';
import { wholeRow } from './whole-row.js';

/** The least and the most a count can be, both inclusive; Infinity where nothing ends it. */
export type Ends = readonly [least: number, most: number];

/** What a sum of counts was published as: between two numbers, both inclusive, and the same number twice where it is exact. */
export interface PublishedSum {
  readonly sum: Readonly<Record<string, number>>;
  readonly min: number;
  readonly max: number;
}

/** What has been published of any counts, in any form: exact, rounded, as a percentage with its denominator, or withheld. */
export interface PublishedSystem {
  /** Each count's name with the least and the most it can be before anything is read. */
  readonly atoms: Readonly<Record<string, Ends>>;
  readonly constraints: readonly PublishedSum[];
}

/**
 * The least and the most each count can be, exactly: over all whole-number databases that agree with everything published.
 * A row alone is asked first, then a vertex of the linear relaxation, and whole numbers last, part by part: counts that no
 * published sum joins say nothing of each other.
 * @throws RuleBroken `published-contradicts-itself` where there is no such database.
 */
export async function attackSystem(system: PublishedSystem): Promise<Record<string, Ends>> {
  const names = Object.keys(system.atoms);
  const program = propagate(programOf(system, names)) ?? contradict();
  const ends = program.lower.map((low, i): Ends => [low, program.upper[i] ?? low]);
  for (const { variables, program: part } of partsOf(program)) {
    const found = await attackPart(part);
    variables.forEach((variable, i) => (ends[variable] = found[i] ?? contradict()));
  }
  return Object.fromEntries(names.map((name, i) => [name, ends[i] ?? contradict()]));
}

function programOf({ atoms, constraints }: PublishedSystem, names: readonly string[]): IntegerProgram {
  const places = new Map(names.map((name, i) => [name, i]));
  const bounds = Object.values(atoms);
  const rows = constraints.map(({ sum, min, max }) => {
    const terms = Object.entries(sum).filter(([, coefficient]) => coefficient !== 0);
    const variables = terms.map(([name]) => places.get(name) ?? nameless());
    return wholeRow({ variables, coefficients: terms.map(([, coefficient]) => coefficient), min, max });
  });
  return { lower: bounds.map(([low]) => low), upper: bounds.map(([, high]) => high), rows };
}

function nameless(): never {
  throw new Error('A constraint names a count that is not in the system');
}
