import { systemOf, type AttackCase } from './attack-case.js';
import { attackSystem, type Ends, type PublishedSystem } from './attack-system.js';
import { verdictOn, type Known, type Verdict } from './attack-verdict.js';

export interface Attacked {
  readonly id: string;
  readonly verdict: Verdict;
  /** The exact ends of every count, protected or not. */
  readonly intervals: Readonly<Record<string, Ends>>;
}

/**
 * Attacks all releases of a case together, by what was published and known beforehand alone; the truth only says which counts
 * are protected.
 * @throws RuleBroken `published-contradicts-itself` where no counts agree with everything published.
 */
export async function attackReleases(attackCase: AttackCase): Promise<Attacked> {
  const system = systemOf(attackCase);
  const intervals = await attackSystem(system);
  const known: Known = { intervals, margin: await marginOf(attackCase, system) };
  return { id: attackCase.id, verdict: verdictOn(attackCase, known), intervals };
}

/** A count of its own is added for whoever of the margin is outside the part, and for all in it: their ends are what is asked. */
async function marginOf({ attribute }: AttackCase, system: PublishedSystem): Promise<Known['margin']> {
  if (attribute === null) return null;
  const { margin, full } = attribute;
  const outside = { ...margin, [full]: (margin[full] ?? 0) - 1 };
  const sums = { outside: negated(outside), 'in all': negated(margin) };
  const asked = Object.entries(sums).map(([name, sum]) => ({ name: `(${name})`, sum }));
  const ends = await attackSystem({
    atoms: {
      ...system.atoms,
      ...Object.fromEntries(asked.map(({ name }) => [name, [-Infinity, Infinity] as const])),
    },
    constraints: [
      ...system.constraints,
      ...asked.map(({ name, sum }) => ({ sum: { ...sum, [name]: 1 }, min: 0, max: 0 })),
    ],
  });
  return { outside: ends['(outside)']?.[1] ?? Infinity, inAll: ends['(in all)']?.[1] ?? 0 };
}

function negated(sum: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(sum).map(([name, by]) => [name, -by]));
}
