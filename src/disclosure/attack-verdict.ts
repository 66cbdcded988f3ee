import { codelist, codesOf, type Code } from '../kernel/codelist.js';
import type { AttackCase, AttackPolicy } from './attack-case.js';
import type { Ends } from './attack-system.js';

/** What an attack found, the least grave first. */
export const verdicts = codelist({
  SAFE: 'Every protected count stays open as wide as the policy asks',
  BREACH_NARROW: 'A protected count is known more narrowly than the policy allows',
  BREACH_UPPER: 'A protected count is known to be below what it must be able to be',
  BREACH_SMALL: 'A protected count is known to be small and not nought',
  BREACH_ATTRIBUTE: 'Everybody in a margin is known to be in one part of it',
  BREACH_EXACT: 'A protected count is known exactly',
});
export type Verdict = Code<typeof verdicts>;

/** What can be known of one case from its releases together. */
export interface Known {
  readonly intervals: Readonly<Record<string, Ends>>;
  /** The most people of the margin who can be outside the part asked about, and in it at all; null where none is asked about. */
  readonly margin: { readonly outside: number; readonly inAll: number } | null;
}

/** The gravest thing that can be said of a case. A count is protected where its truth is from 1 to one below `k`. */
export function verdictOn({ truth, policy }: AttackCase, { intervals, margin }: Known): Verdict {
  const found = Object.entries(truth)
    .filter(([, count]) => count >= 1 && count < policy.k)
    .map(([name]) => verdictOnEnds(policy, intervals[name] ?? [0, Infinity]));
  if (margin !== null && margin.outside <= 0 && margin.inAll > 0) found.push('BREACH_ATTRIBUTE');
  const order = codesOf(verdicts);
  return found.reduce<Verdict>(
    (worst, each) => (order.indexOf(each) > order.indexOf(worst) ? each : worst),
    'SAFE',
  );
}

function verdictOnEnds({ k, minUpper, minWidth }: AttackPolicy, [low, high]: Ends): Verdict {
  if (low === high) return 'BREACH_EXACT';
  if (low >= 1 && high < k) return 'BREACH_SMALL';
  if (minUpper === null ? low > 0 && high < k : high < minUpper) return 'BREACH_UPPER';
  return high - low < minWidth ? 'BREACH_NARROW' : 'SAFE';
}
