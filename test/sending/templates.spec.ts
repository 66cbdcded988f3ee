import { codesOf } from '../../src/kernel/codelist.js';
import { calendarEntry } from '../../src/sending/calendar.js';
import { outgoingMessages } from '../../src/sending/outgoing.codes.js';
import * as templates from '../../src/sending/templates.js';

const { calendarTitle, clientWords, emailSubject, letterFrame, messageTo, referrerNotice, staffNotice } =
  templates;

/** Everything that leaves, letter by letter: a word changed here is read by whoever holds the phone. */
const golden = {
  clientWords: {
    please_ring: 'Please ring me when it suits you.',
    will_ring: 'I will ring you at the time we agreed.',
    time_has_changed: 'I need to change our time. Please ring me when it suits you.',
  },
  emailSubject: 'Hello',
  letterFrame: { opening: 'Hello,', closing: 'With best wishes' },
  calendarTitle: 'Appointment',
  referrerNotice: {
    subject: 'Hello',
    words: 'Hello. There is an answer to what you sent us. Please ring us.',
  },
  staffNotice: { subject: 'You have a message in Larkspur', words: 'You have a message in Larkspur.' },
};

it('every template is as it was agreed', () => {
  const { messageTo: _, ...all } = templates;
  expect(all).toEqual(golden);
  expect(codesOf(outgoingMessages).map(messageTo)).toEqual([
    'Hello. Please ring me when it suits you.',
    'Hello. I will ring you at the time we agreed.',
    'Hello. I need to change our time. Please ring me when it suits you.',
  ]);
});

it('a calendar entry is these lines and no other: no place, nobody, no description, no alarm, no link', () => {
  const at = new Date('2026-07-01T09:00:00Z');
  expect(calendarEntry({ id: 'an-id', startsAt: at }, at)).toBe(
    [
      ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Calendar//EN', 'BEGIN:VEVENT', 'UID:an-id'],
      ...['DTSTAMP:20260701T090000Z', 'DTSTART:20260701T090000Z', 'DTEND:20260701T093000Z'],
      ...['SUMMARY:Appointment', 'CLASS:PRIVATE', 'END:VEVENT', 'END:VCALENDAR', ''],
    ].join('\r\n'),
  );
});

/** What no text to a client may say: what this is, who we are, or where to look. */
const telling =
  /larkspur|stalk|harass|abus|victim|perpetrat|police|court|order|advoca|support|safe|risk|case|refer|charity|service|https?:|www\.|\.(uk|org|com)|@|\d{5}/i;

describe('words to a client', () => {
  const all = [...Object.values(clientWords), emailSubject, ...Object.values(letterFrame), calendarTitle];

  it.each(all)('tell nothing: %s', (words) => {
    expect(words).not.toMatch(telling);
    expect(words).not.toMatch(/\{|\$|%/); // nothing is put into them, so nobody's name is
  });

  it('that told something would be found', () => {
    for (const bad of ['Your stalking advocate rang', 'See https://example.org', 'From the Harebell service'])
      expect(bad).toMatch(telling);
  });
});

it('a notice to whoever referred somebody tells nothing: not of whom, what about, or what was decided', () => {
  for (const words of Object.values(referrerNotice)) {
    expect(words).not.toMatch(telling);
    expect(words).not.toMatch(/\{|\$|%/);
  }
});

it('a notice to staff holds nothing but that there is one', () => {
  const words = Object.values(staffNotice).join(' ').replaceAll('Larkspur', '');
  expect(words).not.toMatch(telling);
});
