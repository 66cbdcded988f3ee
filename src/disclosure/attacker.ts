import type { Quarter } from '../kernel/period.js';
import { attackedArea, bucketOf, type AttackedArea, type Clump } from './attacked-area.js';
import { checked, databaseNear, programOf } from './attacked-program.js';
import type { Place } from './cube.js';
import { contradict, propagate, type IntegerProgram } from './integer-program.js';
import { withSolver, type Solver } from './solver.js';
import { areasOf, refuseUnreadable, type Publication } from './publication.js';
import { factsBrokenBy, witnessesFrom, type Database, type Witnesses } from './witness.js';

/** An atom someone can learn too much about: every value it can have, which is not five in a row with 0 or 5 among them. */
export interface OpenAtom extends Place {
  readonly kind: 'atom';
  readonly rounded: number;
  readonly possible: readonly number[];
}

/** An identity that the printed values break, up to a snapshot and a quarter: some total then cannot be what is printed. */
export interface OpenTotal {
  readonly kind: 'total';
  readonly area: string;
  readonly identity: string;
  readonly snapshot: Quarter;
  readonly upTo: Quarter | null;
}

export type Finding = OpenAtom | OpenTotal;

/**
 * Reads everything ever published, and finds each atom printed 0 or 5 whose possible counts are not at least five in a row with
 * 0 or 5 among them. Counts are whole numbers, each in the bucket of its print; identities hold up to every snapshot and quarter.
 * The verdict is a function of what is published: no true count, no key, and no code of the rounding is within its reach.
 * A value is possible only where a database with it has been found and checked in whole numbers, and impossible only where
 * propagation or HiGHS has shown that there is none.
 * Margins are attacked through the identities: README.md, "Why it holds". Where one is broken, some sums in it are narrower than their
 * atoms, and that is a finding whatever the atoms say. `possibleTotals` gives the ends of any group.
 * Areas share no fact, so each is attacked alone. The work is synchronous once the solver is loaded: call it from a job.
 * @throws RuleBroken `unreadable-publication` as `refuseUnreadable` does.
 * @throws RuleBroken `published-contradicts-itself` where no counts at all agree with what is published.
 */
export async function attack(publication: Publication): Promise<Finding[]> {
  refuseUnreadable(publication);
  const findings: Finding[] = [];
  for (const area of areasOf(publication)) {
    const attacked = attackedArea(publication, area, () => false);
    const printed = attacked.clumps.map((clump) =>
      clump.printed.reduce((sum, atom) => sum + atom.rounded, 0),
    );
    const broken = factsBrokenBy(attacked, printed);
    findings.push(
      ...broken.map(({ identity, snapshot, upTo }) => ({
        kind: 'total' as const,
        area,
        identity,
        snapshot,
        upTo,
      })),
    );
    // Where the print itself is possible it is a database to start from, and no solver is needed to have one.
    const start = broken.length === 0 ? printed : await databaseNear(attacked, printed);
    findings.push(...(await openAtoms(attacked, start, publication.base)));
  }
  return findings;
}

async function openAtoms(attacked: AttackedArea, start: Database, base: number): Promise<OpenAtom[]> {
  const witnesses = witnessesFrom(attacked, start);
  const suspects = suspectsIn(attacked, base).filter((suspect) => !isCleared(suspect, start, witnesses));
  if (suspects.length === 0) return [];
  const program = propagate(programOf(attacked)) ?? contradict();
  return withSolver(program, (solver) => {
    const search = { attacked, program, solver, reached: [start] };
    return suspects.flatMap((suspect) => openAtomsOf(suspect, possibleValues(suspect, search)));
  });
}

interface Suspect {
  readonly position: number;
  readonly clump: Clump;
  readonly rounded: number;
  readonly bucket: readonly [number, number];
}

interface Search {
  readonly attacked: AttackedArea;
  readonly program: IntegerProgram;
  readonly solver: Solver;
  /** Every database found so far: each one settles values of many atoms. */
  readonly reached: Database[];
}

function suspectsIn({ clumps, facts }: AttackedArea, base: number): Suspect[] {
  const inFacts = new Set(facts.flatMap((fact) => [...fact.part, ...fact.whole]));
  return clumps.flatMap((clump, position) => {
    // What no fact speaks of can be anything in its bucket, and each bucket of a 0 or a 5 is wide enough.
    if (!inFacts.has(position)) return [];
    const small = [0, base].filter((rounded) => clump.printed.some((atom) => atom.rounded === rounded));
    return small.map((rounded) => ({ position, clump, rounded, bucket: bucketOf(rounded, base) }));
  });
}

/** The sums of its clump that let one atom have a value: the others of the clump take up the rest, each within its own bucket. */
function sumsWith({ clump, bucket: [low, high] }: Suspect, value: number): readonly [number, number] {
  return [clump.low - low + value, clump.high - high + value];
}

function isCleared(suspect: Suspect, start: Database, witnesses: Witnesses): boolean {
  const sum = start[suspect.position] ?? 0;
  return fiveFrom(suspect.rounded).every((value) => {
    const [low, high] = sumsWith(suspect, value);
    if (sum > high) return false;
    return sum >= low || witnesses.raise(suspect.position, low - sum) !== null;
  });
}

function possibleValues(suspect: Suspect, search: Search): number[] {
  const [low, high] = suspect.bucket;
  return Array.from({ length: high - low + 1 }, (_, i) => low + i).filter((value) =>
    isPossibleFor(suspect, value, search),
  );
}

function isPossibleFor(
  suspect: Suspect,
  value: number,
  { attacked, program, solver, reached }: Search,
): boolean {
  const { position } = suspect;
  const [least, most] = sumsWith(suspect, value);
  if (reached.some((database) => least <= (database[position] ?? 0) && (database[position] ?? 0) <= most))
    return true;
  const [low, high] = [
    Math.max(least, program.lower[position] ?? 0),
    Math.min(most, program.upper[position] ?? 0),
  ];
  const found = low <= high ? solver.find(position, low, high) : null;
  if (found) reached.push(checked(attacked, found));
  return found !== null;
}

function openAtomsOf({ clump, rounded }: Suspect, possible: readonly number[]): OpenAtom[] {
  const { family, snapshot, quarter } = clump;
  const isOpen = possible.some((first) => {
    const five = fiveFrom(first);
    return five.every((value) => possible.includes(value)) && (five.includes(0) || five.includes(5));
  });
  if (isOpen) return [];
  const atoms = clump.printed.filter((atom) => atom.rounded === rounded);
  return atoms.map(({ cell }) => ({ kind: 'atom', family, snapshot, quarter, cell, rounded, possible }));
}

function fiveFrom(first: number): number[] {
  return [0, 1, 2, 3, 4].map((more) => first + more);
}
