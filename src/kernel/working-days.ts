import { addDays, weekday, type PlainDate } from './plain-date.js';

/** Whether a day is a holiday. The calendar is always an argument: which days count is law, and differs by statute. */
export type IsHoliday = (day: PlainDate) => boolean;

export function isWorkingDay(day: PlainDate, isHoliday: IsHoliday): boolean {
  return weekday(day) !== 0 && weekday(day) !== 6 && !isHoliday(day);
}

/**
 * The `count`th working day after a day; the day itself is never counted, whether or not it is a working day.
 * Monday 9 March 2026 + 20 over every UK nation's holidays is 9 April 2026.
 */
export function addWorkingDays(from: PlainDate, count: number, isHoliday: IsHoliday): PlainDate {
  let day = from;
  for (let counted = 0; counted < count;) {
    day = addDays(day, 1);
    if (isWorkingDay(day, isHoliday)) counted += 1;
  }
  return day;
}

/** Working days after `from` up to and including `to`; 0 where `to` is not later. */
export function workingDaysBetween(from: PlainDate, to: PlainDate, isHoliday: IsHoliday): number {
  let counted = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1))
    if (isWorkingDay(day, isHoliday)) counted += 1;
  return counted;
}
