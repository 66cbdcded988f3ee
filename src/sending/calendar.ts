import { calendarTitle } from './templates.js';

/** An appointment for a calendar (RFC 5545), half an hour long: a title that says nothing, no place, nobody, no alarm. */
export function calendarEntry({ id, startsAt }: { id: string; startsAt: Date }, now: Date): string {
  const ends = new Date(startsAt.getTime() + 30 * 60_000);
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Calendar//EN',
    'BEGIN:VEVENT',
    `UID:${id}`,
    `DTSTAMP:${stamp(now)}`,
    `DTSTART:${stamp(startsAt)}`,
    `DTEND:${stamp(ends)}`,
    `SUMMARY:${calendarTitle}`,
    'CLASS:PRIVATE',
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${line}\r\n`).join('');
}

/** '20260303T100000Z' */
function stamp(at: Date): string {
  return at.toISOString().replace(/[-:]|\.\d{3}/g, '');
}
