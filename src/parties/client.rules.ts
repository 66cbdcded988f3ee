import { RuleBroken } from '../kernel/errors.js';
import { addYears, type PlainDate } from '../kernel/plain-date.js';

/**
 * A date of birth someone alive could have; returned unchanged.
 * @throws RuleBroken `born-in-the-future` or `born-too-long-ago`, which is more than 120 years
 */
export function soundBirth(bornOn: PlainDate | null, today: PlainDate): PlainDate | null {
  if (bornOn === null) return null;
  if (bornOn > today) throw new RuleBroken('born-in-the-future', 'The date of birth cannot be in the future');
  if (bornOn < addYears(today, -120)) {
    throw new RuleBroken('born-too-long-ago', 'The date of birth is more than 120 years ago. Check the year');
  }
  return bornOn;
}

/**
 * Age in completed years on a day. The birthday itself counts: born 17 May 1991, someone is 35 on 17 May 2026. Someone born
 * on 29 February is a year older on 1 March of a year that has no such day, and not, as `addYears` would have it, before.
 */
export function ageOn(bornOn: PlainDate, day: PlainDate): number {
  const years = Number(day.slice(0, 4)) - Number(bornOn.slice(0, 4));
  return day.slice(5) < bornOn.slice(5) ? years - 1 : years;
}
