import { weekday, type PlainDate } from './plain-date.js';

/** Minutes in a week of seven days. */
export const minutesOfWeek = 7 * 24 * 60;

/** 'Tuesday' and the time a clock in London shows, once for all: making one of these is what is slow. */
const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/**
 * How far into the week clocks in London are at an instant: whole minutes from Monday 00:00, 0 to 10,079. 10:00 UTC on Tuesday
 * 3 March 2026 is 2,040; 23:30 UTC on Tuesday 30 June is 00:30 on Wednesday, 2,910. The hour that comes twice in autumn is
 * the same both times.
 */
export function londonMinuteOfWeek(instant: Date): number {
  const parts = new Map(clock.formatToParts(instant).map(({ type, value }) => [type, value]));
  const day = days.indexOf(parts.get('weekday') ?? '');
  return day * 1440 + Number(parts.get('hour')) * 60 + Number(parts.get('minute'));
}

/**
 * The instant at which clocks in London show so many minutes after the midnight a day begins with; 1,440 is the midnight that
 * ends it. 540 of 3 March 2026 is 09:00 UTC, of 30 June 08:00 UTC. A time that is skipped in spring is read as an hour later;
 * of one that comes twice in autumn it is the first.
 */
export function londonMoment(day: PlainDate, minute: number): Date {
  const inWinter = Date.parse(`${day}T00:00:00Z`) + minute * 60_000;
  const inSummer = new Date(inWinter - 3_600_000);
  const wanted = (((weekday(day) + 6) % 7) * 1440 + minute) % minutesOfWeek;
  return londonMinuteOfWeek(inSummer) === wanted ? inSummer : new Date(inWinter);
}
