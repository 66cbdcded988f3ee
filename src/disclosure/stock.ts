import { RuleBroken } from '../kernel/errors.js';
import { quartersFrom, type Quarter } from '../kernel/period.js';
import type { Family, RoundedAtom } from './cube.js';
import { policy } from './policy.codes.js';
import { figureAt, tableOf, type TableQuestion } from './table.js';

type Where = NonNullable<TableQuestion['where']>;

export interface StockQuestion {
  readonly opened: Where;
  readonly closed: Where;
  readonly from: Quarter;
  readonly to: Quarter;
  readonly snapshotsUpTo: Quarter;
}

/** One quarter of a stock, as printed: opening + opened − closed + rounding = closing. */
export interface StockLine {
  readonly quarter: Quarter;
  readonly opening: number;
  readonly opened: number;
  readonly closed: number;
  /** 0 but where the printed flows alone would leave fewer than none. */
  readonly rounding: number;
  readonly closing: number;
}

/**
 * What was open at the end of each quarter, from printed flows and from nothing else: a stock counted by itself would be a second
 * rounding of the same people. It starts from nothing before the first flow printed, is never negative, and is never 1 to 4.
 * @throws RuleBroken `stock-does-not-reconcile` as `checkStock` does.
 */
export function stockOf(atoms: readonly RoundedAtom[], family: Family, question: StockQuestion): StockLine[] {
  const { opened, closed, from, to, snapshotsUpTo } = question;
  const first = atoms.reduce((earliest, { quarter }) => (quarter < earliest ? quarter : earliest), from);
  const quarters = quartersFrom(first, to);
  const flow = (where: Where): ((quarter: Quarter) => number) => {
    const table = tableOf(atoms, family, { by: ['quarter'], where, quarters, snapshotsUpTo });
    return (quarter) => figureAt(table, [quarter]);
  };
  const [openedIn, closedIn] = [flow(opened), flow(closed)];
  const lines: StockLine[] = [];
  for (const quarter of quarters) {
    lines.push(
      lineAfter(lines.at(-1)?.closing ?? 0, {
        quarter,
        opened: openedIn(quarter),
        closed: closedIn(quarter),
      }),
    );
  }
  checkStock(lines);
  return lines.filter((line) => line.quarter >= from);
}

/**
 * Lets a stock be printed.
 * @throws RuleBroken `stock-does-not-reconcile` where a line does not add up, does not go on from the one before, or ends below
 * nothing or at 1 to 4.
 */
export function checkStock(lines: readonly StockLine[]): void {
  lines.forEach((line, i) => {
    const addsUp = line.opening + line.opened - line.closed + line.rounding === line.closing;
    const goesOn = i === 0 || line.opening === lines[i - 1]?.closing;
    if (!addsUp || !goesOn || line.closing < 0 || line.closing % policy.base !== 0)
      throw new RuleBroken(
        'stock-does-not-reconcile',
        `The figures for ${line.quarter} do not add up to what is open at its end`,
      );
  });
}

function lineAfter(opening: number, flows: Pick<StockLine, 'quarter' | 'opened' | 'closed'>): StockLine {
  const unrounded = opening + flows.opened - flows.closed;
  const closing = Math.max(0, unrounded);
  return { ...flows, opening, rounding: closing - unrounded, closing };
}
