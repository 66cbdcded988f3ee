import { addDays, daysBetween, plainDate, type PlainDate } from '../kernel/plain-date.js';
import type { Random } from './random.js';

const epoch = plainDate('1970-01-01');
const words = new Map<number, PlainDate>();

/** Minutes since 1970. Demo moments fall between nine and five UTC, so that the day is London's all year round. */
export type Moment = number;

export function dayNumber(day: PlainDate): number {
  return daysBetween(epoch, day);
}

/** A moment in office hours of a day, by its number. */
export function momentOn(day: number, random: Random): Moment {
  return day * 1440 + random.whole(9 * 60, 17 * 60 - 1);
}

export function dayOf(moment: Moment): number {
  return Math.floor(moment / 1440);
}

/** Some days later, both ends inclusive; on the same day, later on it. */
export function later(moment: Moment, [least, most]: readonly [number, number], random: Random): Moment {
  const days = random.whole(least, most);
  return days === 0 ? moment + 1 : momentOn(dayOf(moment) + days, random);
}

export function isoDay(day: number): PlainDate {
  const known = words.get(day);
  if (known) return known;
  const worded = addDays(epoch, day);
  words.set(day, worded);
  return worded;
}

export function isoInstant(moment: Moment): string {
  const minute = moment % 1440;
  const two = (count: number) => String(count).padStart(2, '0');
  return `${isoDay(dayOf(moment))} ${two(Math.floor(minute / 60))}:${two(minute % 60)}:00+00`;
}
