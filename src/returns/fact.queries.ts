import type { EntityManager } from 'typeorm';
import type { Family } from '../disclosure/cube.js';
import { addQuarters, periodOfQuarter, quartersFrom, type Quarter } from '../kernel/period.js';
import { addDays } from '../kernel/plain-date.js';
import type { CountedFact } from './counting.rules.js';

/** The snapshots of a service from its first on, each with the midnight that ends its cut-off day. */
export interface Chain {
  readonly first: Quarter;
  readonly cutOffs: readonly Date[];
}

/** Quarters are numbered from a year before the first snapshot, whose number takes in all that is older. */
interface FactRow {
  readonly cell: string[];
  readonly happened: number;
  readonly countable: number;
  readonly settled: number | null;
  readonly count: number;
}

const quartersBefore = 4;

/**
 * Counts the records of a family that became countable in the time of the snapshots from `from` to the chain's last, in one pass
 * over them. As the counter: its views know no name, and show the records of the service it counts for alone.
 */
export async function countFacts(
  tx: EntityManager,
  family: Family,
  { first, cutOffs, from }: Chain & { readonly from: Quarter },
): Promise<CountedFact[]> {
  const begin = addQuarters(first, -quartersBefore);
  const last = addQuarters(first, cutOffs.length - 1);
  const starts = quartersFrom(begin, last).map((quarter) => periodOfQuarter(quarter).from);
  const over = addDays(periodOfQuarter(last).to, 1);
  // A quarter's own records begin on its first day, when the one before still takes late ones: hence not its cut-off.
  const narrowed = from === first ? [] : [periodOfQuarter(from).from];
  const rows = await tx.query<FactRow[]>(countingSql(family, narrowed.length > 0 ? inTime : ''), [
    [...starts, over],
    cutOffs,
    ...narrowed,
  ]);
  const at = (number: number): Quarter => addQuarters(begin, number);
  return rows.map(({ cell, happened, countable, settled, count }) => ({
    family: family.name,
    cell,
    happenedIn: at(happened),
    countableIn: at(countable),
    settledIn: settled === null ? null : at(settled),
    count,
  }));
}

const inTime = `
  WHERE countable_at >= $3::date::timestamp AT TIME ZONE 'Europe/London'
    AND countable_at < ($2::timestamptz[])[cardinality($2::timestamptz[])]`;

/**
 * The family's name and its dimensions' are the policy's own, and the view's: test/returns compares them. Where everything is
 * wanted no range is asked for, since one that holds all would send Postgres to an index and back for every row.
 */
function countingSql({ name, dimensions }: Family, where: string): string {
  const columns = dimensions.map((dimension) => dimension.name).join(', ');
  return `
    WITH fact AS (
      SELECT ${columns}, greatest(width_bucket(happened_on, $1::date[]) - 1, 0) AS happened,
             width_bucket(countable_at, $2::timestamptz[]) + ${String(quartersBefore)} AS entered,
             width_bucket(settled_at, $2::timestamptz[]) + ${String(quartersBefore)} AS settled
        FROM counted_${name} ${where})
    SELECT ARRAY[${columns}] AS cell, happened, greatest(entered, happened) AS countable, settled, count(*) AS count
      FROM fact WHERE greatest(entered, happened) < cardinality($1::date[]) - 1
     GROUP BY ${columns}, happened, greatest(entered, happened), settled`;
}
