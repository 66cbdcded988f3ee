import { isEnglandAndWalesHoliday } from '../codes/bank-holidays.js';
import type { PlainDate } from '../kernel/plain-date.js';
import { addWorkingDays } from '../kernel/working-days.js';

/** For how many hours a case may be opened in an emergency: four unless said otherwise, and never more than a day. */
export const emergencyHours = { usual: 4, most: 24 } as const;

/**
 * The last day for judging whether an emergency was one, inclusive: the second working day of England and Wales after the
 * day it began. Begun on Thursday 2 April 2026 it is due on Wednesday 8 April: Good Friday, Easter Monday.
 * @throws RuleBroken `no-holidays-loaded`
 */
export function judgedBy(beganOn: PlainDate): PlainDate {
  return addWorkingDays(beganOn, 2, isEnglandAndWalesHoliday);
}
