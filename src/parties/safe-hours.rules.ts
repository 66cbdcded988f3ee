import { RuleBroken } from '../kernel/errors.js';
import { londonMinuteOfWeek, minutesOfWeek } from '../kernel/london-week.js';
import { weekdays, type ContactHours, type Weekday } from './contact.codes.js';

/** From a minute of the week to another, the last not included, as clocks in London show them: Tuesday 10:00 is 2,040. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** When a client may be reached: in order, apart from one another. None is not known, and so is never. */
export type SafeHours = readonly Stretch[];

export const anyTime: SafeHours = [{ from: 0, to: minutesOfWeek }];

export function isAnyTime([first, ...rest]: SafeHours): boolean {
  return rest.length === 0 && first?.from === 0 && first.to === minutesOfWeek;
}

/** Whether an instant is within the hours. Tuesday 10:00 to 12:00 holds 10:00 in London and not 12:00, in summer as in winter. */
export function covers(hours: SafeHours, at: Date): boolean {
  const minute = londonMinuteOfWeek(at);
  return hours.some(({ from, to }) => from <= minute && minute < to);
}

/** Only when both say so. */
export function whenBoth(one: SafeHours, other: SafeHours): SafeHours {
  const shared = one.flatMap((a) =>
    other.map((b) => ({ from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) })),
  );
  return joined(shared.filter(({ from, to }) => from < to));
}

export function sameHours(one: SafeHours, other: SafeHours): boolean {
  return storedHours(one) === storedHours(other);
}

/** What is typed of the hours: which of three, and of each day its times, '10:00 to 12:00, 14:00 to 15:00'. */
export interface HoursSaid {
  readonly hours?: ContactHours | undefined;
  readonly times?: Readonly<Partial<Record<Weekday, string>>> | undefined;
}

/**
 * The hours that somebody typed. An end is not included, and 24:00 is the end of a day; what goes past midnight is two
 * stretches, so that two times the wrong way round are not a night.
 * @throws RuleBroken `times-not-read`, `times-missing`, or `times-beside-the-answer` where the two do not agree
 */
export function hoursSaid({ hours = 'unknown', times = {} }: HoursSaid): SafeHours {
  const typed = weekdays.flatMap(({ code, label }, day) => stretchesOf(times[code] ?? '', { day, label }));
  if (hours === 'certain_times') {
    if (typed.length === 0) throw new RuleBroken('times-missing', 'Enter the times when it may be used');
    return joined(typed);
  }
  if (typed.length > 0) {
    throw new RuleBroken('times-beside-the-answer', 'Select “Only at these times”, or leave the times empty');
  }
  return hours === 'any_time' ? anyTime : [];
}

/** The hours as a form shows them again. */
export function hoursTyped(hours: SafeHours): HoursSaid {
  if (hours.length === 0) return { hours: 'unknown', times: {} };
  if (isAnyTime(hours)) return { hours: 'any_time', times: {} };
  const times = weekdays.map(({ code }, day): [Weekday, string] => [
    code,
    onDay(hours, day)
      .map(({ from, to }) => `${clockAt(from)} to ${clockAt(to)}`)
      .join(', '),
  ]);
  return { hours: 'certain_times', times: Object.fromEntries<string>(times) };
}

/** 'at any time', or 'on Tuesdays 10:00–12:00 and on Thursdays 09:00–17:00': days with the same times together. */
export function hoursInWords(hours: SafeHours): string {
  if (isAnyTime(hours)) return 'at any time';
  const byTimes = new Map<string, string[]>();
  for (const [day, { label }] of weekdays.entries()) {
    const times = onDay(hours, day).map(({ from, to }) => `${clockAt(from)}–${clockAt(to)}`);
    if (times.length === 0) continue;
    byTimes.set(and(times), [...(byTimes.get(and(times)) ?? []), `${label}s`]);
  }
  return and([...byTimes].map(([times, days]) => `on ${and(days)} ${times}`));
}

/** As Postgres writes a multirange: '{[2040,2160)}'. */
export function storedHours(hours: SafeHours): string {
  return `{${hours.map(({ from, to }) => `[${String(from)},${String(to)})`).join(',')}}`;
}

export function hoursStored(stored: string): SafeHours {
  return [...stored.matchAll(/\[(\d+),(\d+)\)/g)].map(([, from, to]) => ({
    from: Number(from),
    to: Number(to),
  }));
}

const line = /^(\d{1,2})[:.](\d{2})\s*(?:to|until|[–-])\s*(\d{1,2})[:.](\d{2})$/;

function stretchesOf(text: string, { day, label }: { day: number; label: string }): Stretch[] {
  const said = text.split(/\s*(?:,|;|\band\b)\s*/).filter((each) => each.trim() !== '');
  return said.map((each) => {
    const [fromHour = NaN, fromMinute = NaN, toHour = NaN, toMinute = NaN] =
      line.exec(each.trim())?.slice(1).map(Number) ?? [];
    const [from, to] = [fromHour * 60 + fromMinute, toHour * 60 + toMinute];
    if (!(from < to && to <= 1440 && fromMinute < 60 && toMinute < 60)) {
      throw new RuleBroken('times-not-read', `Enter the times on ${label} such as 10:00 to 12:00`);
    }
    return { from: day * 1440 + from, to: day * 1440 + to };
  });
}

/** In order, with what touches or overlaps made one. */
function joined(stretches: readonly Stretch[]): Stretch[] {
  const whole: Stretch[] = [];
  for (const next of stretches.toSorted((one, other) => one.from - other.from)) {
    const last = whole.at(-1);
    if (last && next.from <= last.to)
      whole.splice(-1, 1, { from: last.from, to: Math.max(last.to, next.to) });
    else whole.push(next);
  }
  return whole;
}

/** The stretches of a day, from its midnight; one that goes on into the next day is told on both. */
function onDay(hours: SafeHours, day: number): SafeHours {
  const whole = [{ from: day * 1440, to: (day + 1) * 1440 }];
  return whenBoth(hours, whole).map(({ from, to }) => ({ from: from - day * 1440, to: to - day * 1440 }));
}

/** A minute of a day as a clock shows it: 540 is 09:00. */
export function clockAt(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

function and(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}
