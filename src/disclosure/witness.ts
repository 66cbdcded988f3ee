import type { AttackedArea, Clump } from './attacked-area.js';
import type { Fact } from './attacked-facts.js';

export type Database = readonly number[];

export function isPossible(attacked: AttackedArea, database: Database): boolean {
  const isWithin = attacked.clumps.every(
    ({ low, high }, i) => low <= valueAt(database, i) && valueAt(database, i) <= high,
  );
  return isWithin && factsBrokenBy(attacked, database).length === 0;
}

export function factsBrokenBy({ facts }: AttackedArea, database: Database): Fact[] {
  return facts.filter(({ kind, part, whole }) => !holds(kind, sumOf(part, database), sumOf(whole, database)));
}

/** Tries to raise one clump of a possible database, and whatever must then rise with it. */
export interface Witnesses {
  /** The change to each clump that makes a possible database of it, or null where none was found; that there is none it does not say. */
  raise(clump: number, by: number): Changes | null;
}

/**
 * A search for databases near one that is possible. What it finds is checked against every fact it could have broken: those that
 * hold no changed clump are as they were.
 */
export function witnessesFrom({ clumps, facts }: AttackedArea, database: Database): Witnesses {
  const known = facts.map((fact) => ({
    fact,
    part: new Set(fact.part),
    whole: new Set(fact.whole),
    sums: { part: sumOf(fact.part, database), whole: sumOf(fact.whole, database) },
  }));
  const factsWith = clumps.map((): (typeof known)[number][] => []);
  for (const each of known) for (const clump of [...each.part, ...each.whole]) factsWith[clump]?.push(each);
  const grownBy = (side: ReadonlySet<number>, changes: Changes): number =>
    [...changes].reduce((sum, [clump, by]) => sum + (side.has(clump) ? by : 0), 0);
  const brokenBy = (changes: Changes): Fact[] => {
    const touched = new Set([...changes.keys()].flatMap((clump) => factsWith[clump] ?? []));
    return [...touched]
      .filter(({ fact, part, whole, sums }) => {
        const grown = { part: grownBy(part, changes), whole: grownBy(whole, changes) };
        return !holds(fact.kind, sums.part + grown.part, sums.whole + grown.whole);
      })
      .map(({ fact }) => fact);
  };
  const hasRoom = (clump: number, by: number): boolean =>
    valueAt(database, clump) + by <= (clumps[clump]?.high ?? 0);
  return {
    raise(clump, by) {
      if (!hasRoom(clump, by)) return null;
      const changes = new Map([[clump, by]]);
      for (let step = 0; step < mostSteps; step += 1) {
        const broken = brokenBy(changes);
        if (broken.length === 0) return changes;
        const next = mostHelpful(broken, {
          isFree: (each) => !changes.has(each) && hasRoom(each, by),
          isNear: (each) => isSameTime(clumps[each], clumps[clump]),
        });
        if (next === null) return null;
        changes.set(next, by);
      }
      return null;
    },
  };
}

type Changes = ReadonlyMap<number, number>;

/** Longer than any chain of facts a policy has; where it is not enough, the solver is asked. */
const mostSteps = 12;

interface Choice {
  readonly isFree: (clump: number) => boolean;
  readonly isNear: (clump: number) => boolean;
}

/** The clump that counts in most of the broken facts; of equals one of the same time, then the latest, which breaks fewest others. */
function mostHelpful(broken: readonly Fact[], { isFree, isNear }: Choice): number | null {
  const helps = new Map<number, number>();
  for (const { whole } of broken) for (const clump of whole) helps.set(clump, (helps.get(clump) ?? 0) + 1);
  const rank = ([clump, helped]: [number, number]): number[] => [helped, isNear(clump) ? 1 : 0, clump];
  const [best] = [...helps]
    .filter(([clump]) => isFree(clump))
    .map(rank)
    .sort((a, b) => (b[0] ?? 0) - (a[0] ?? 0) || (b[1] ?? 0) - (a[1] ?? 0) || (b[2] ?? 0) - (a[2] ?? 0));
  return best?.[2] ?? null;
}

function isSameTime(one: Clump | undefined, other: Clump | undefined): boolean {
  return one?.snapshot === other?.snapshot && one?.quarter === other?.quarter;
}

function holds(kind: Fact['kind'], part: number, whole: number): boolean {
  return kind === 'at_most' ? part <= whole : part === 0 || whole > 0;
}

function sumOf(side: readonly number[], database: Database): number {
  return side.reduce((total, clump) => total + valueAt(database, clump), 0);
}

function valueAt(database: Database, clump: number): number {
  return database[clump] ?? 0;
}
