import { RuleBroken } from '../kernel/errors.js';
import { addDays, inWords, type PlainDate } from '../kernel/plain-date.js';

/** Days on which somebody is away, both inclusive. */
export interface Days {
  readonly fromOn: PlainDate;
  readonly toOn: PlainDate;
}

/**
 * Days of an absence, returned unchanged: both inclusive, not over yet, a year at most, and none of them of another absence of the
 * same person. From 6 to 10 April 2026 is five days; another may begin on 11 April.
 * @throws RuleBroken `absence-ends-too-soon`, `absence-is-too-long` or `away-already`
 */
export function soundAbsence<T extends Days>(days: T, others: readonly Days[], today: PlainDate): T {
  if (days.toOn < days.fromOn || days.toOn < today)
    throw new RuleBroken('absence-ends-too-soon', 'The last day cannot be before the first, or in the past');
  if (days.toOn > addDays(days.fromOn, 365))
    throw new RuleBroken('absence-is-too-long', 'An absence is a year at most: give the cases to others');
  const other = others.find(({ fromOn, toOn }) => fromOn <= days.toOn && days.fromOn <= toOn);
  if (other)
    throw new RuleBroken(
      'away-already',
      `They are away from ${inWords(other.fromOn)} to ${inWords(other.toOn)} already`,
    );
  return days;
}
