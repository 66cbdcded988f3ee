import type { Quarter } from '../kernel/period.js';
import { attackedArea } from './attacked-area.js';
import { programOf } from './attacked-program.js';
import type { Place } from './cube.js';
import type { Select } from './identity.js';
import { contradict } from './integer-program.js';
import { withSolver } from './solver.js';
import { areasOf, refuseUnreadable, type Publication } from './publication.js';
import type { Database } from './witness.js';

export interface Group extends Select {
  readonly quarters?: readonly Quarter[];
}

/**
 * The least and the most people a group can have, both possible, given everything published.
 * @throws RuleBroken `unreadable-publication` as `refuseUnreadable` does.
 * @throws RuleBroken `published-contradicts-itself` where nothing is possible.
 */
export async function possibleTotals(
  publication: Publication,
  group: Group,
): Promise<{ low: number; high: number }> {
  refuseUnreadable(publication);
  const dimensions = publication.families.find((family) => family.name === group.family)?.dimensions ?? [];
  const isChosen = ({ family, quarter, cell }: Place): boolean =>
    family === group.family &&
    (group.quarters?.includes(quarter) ?? true) &&
    dimensions.every(({ name }, i) => group.where[name]?.includes(cell[i] ?? '') ?? true);
  let [low, high] = [0, 0];
  for (const area of areasOf(publication)) {
    const attacked = attackedArea(publication, area, isChosen);
    const chosen = attacked.clumps.flatMap((clump, i) => (clump.chosen ? [i] : []));
    const total = (database: Database): number => chosen.reduce((sum, i) => sum + (database[i] ?? 0), 0);
    const ends = await withSolver(programOf(attacked), (solver) => [
      solver.extreme(chosen, 'least'),
      solver.extreme(chosen, 'most'),
    ]);
    const [least, most] = ends.map((end) => (Array.isArray(end) ? total(end) : contradict()));
    low += least ?? 0;
    high += most ?? 0;
  }
  return { low, high };
}
