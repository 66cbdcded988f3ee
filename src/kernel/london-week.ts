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
