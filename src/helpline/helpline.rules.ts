import { codesOf } from '../kernel/codelist.js';
import { RuleBroken } from '../kernel/errors.js';
import type { PlainDate } from '../kernel/plain-date.js';
import { helplineEnds, helplineFigures, type HelplineFigure, type WhyNotCounted } from './helpline.codes.js';

/** What was counted; null is what is not known, and never nought. */
export type HelplineCounts = Readonly<Record<HelplineFigure, number | null>>;

/** What somebody says was counted: a figure left out is not known, and then they say why. */
export type CountsSaid = Readonly<Partial<Record<HelplineFigure, number>>> & {
  readonly whyUnknown?: WhyNotCounted;
};

/**
 * The counts of one hour or day, which add up: presented is answered and each kind of unanswered together. Where a kind is not
 * known, those that are known are at most presented; where every kind is known, so is presented. Of 10 presented, 7 answered and
 * 2 engaged leave 1 to be told of. At most as many are called back as were not answered.
 * @throws RuleBroken `helpline-unknown-unsaid`, `helpline-all-known`, `helpline-not-adding-up`, `helpline-called-back`
 */
export function soundCounts(said: CountsSaid): HelplineCounts {
  // Object.fromEntries widens keys to string; they are exactly those of the list.
  const counts = Object.fromEntries(
    codesOf(helplineFigures).map((figure) => [figure, said[figure] ?? null]),
  ) as HelplineCounts;
  saysWhyUnknown(counts, said.whyUnknown);
  addsUp(counts);
  const { presented, answered, called_back: calledBack } = counts;
  if (presented !== null && answered !== null && calledBack !== null && calledBack > presented - answered)
    throw new RuleBroken(
      'helpline-called-back',
      `Only ${String(presented - answered)} were not answered, so no more than that were called back`,
    );
  return counts;
}

function saysWhyUnknown(counts: HelplineCounts, why: WhyNotCounted | undefined): void {
  const isUnknown = Object.values(counts).includes(null);
  if (isUnknown && why === undefined)
    throw new RuleBroken(
      'helpline-unknown-unsaid',
      'Say why the figures left empty are not known, or enter them',
    );
  if (!isUnknown && why !== undefined)
    throw new RuleBroken(
      'helpline-all-known',
      'Every figure is entered, so there is no reason to give for an unknown one',
    );
}

function addsUp(counts: HelplineCounts): void {
  const parts = codesOf(helplineEnds).map((end) => counts[end]);
  const known = parts.reduce<number>((sum, part) => sum + (part ?? 0), 0);
  const isWhole = !parts.includes(null);
  const { presented } = counts;
  if (presented === null && isWhole)
    throw new RuleBroken('helpline-not-adding-up', `Presented is known: the others come to ${String(known)}`);
  if (presented !== null && (isWhole ? presented !== known : presented < known))
    throw new RuleBroken(
      'helpline-not-adding-up',
      `Presented is ${String(presented)}, but answered and unanswered come to ${String(known)}`,
    );
}

/** A day that has begun; returned unchanged. @throws RuleBroken `helpline-day-to-come` */
export function countedDay(onDay: PlainDate, today: PlainDate): PlainDate {
  if (onDay > today) throw new RuleBroken('helpline-day-to-come', 'Enter today or an earlier day');
  return onDay;
}
