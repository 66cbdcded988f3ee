import fc from 'fast-check';
import { codesOf } from '../../src/kernel/codelist.js';
import { addDays, londonDate, plainDate, type PlainDate } from '../../src/kernel/plain-date.js';
import { consentValues, type ConsentValue } from '../../src/parties/consent.codes.js';
import { channels, safeties, type Channel, type Safety } from '../../src/parties/contact.codes.js';
import { outgoingKinds, type OutgoingKind } from '../../src/sending/outgoing.codes.js';

/** An answer about being contacted. */
export interface AnyConsent {
  readonly value: ConsentValue;
  /** Whether the referrer says so, and not the client. */
  readonly heard: boolean;
  readonly givenOn: PlainDate;
  readonly untilOn: PlainDate | null;
}

/** A client's contact record, in any state whatever, and something that is to go out by it at some instant. */
export interface AnyRecord {
  readonly kind: OutgoingKind;
  readonly at: Date;
  readonly channel: Channel;
  readonly safe: Safety;
  readonly deviceWatched: Safety;
  readonly withheldNumber: Safety;
  /** Minutes of the week, from Monday; none is not known. */
  readonly hours: readonly { readonly from: number; readonly to: number }[];
  readonly verifiedOn: PlainDate | null;
  readonly recheckOn: PlainDate | null;
  readonly ended: boolean;
  /** Whether nobody has said what became of a former address of the client's. */
  readonly inDoubt: boolean;
  readonly closed: boolean;
  readonly consents: readonly AnyConsent[];
}

/** Instants round about both changes of the clocks, midnights and the turn of a summer month among them. */
const instants = [
  ...['2026-03-29T00:59:00Z', '2026-03-29T01:00:00Z', '2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'],
  ...['2026-06-30T22:59:00Z', '2026-06-30T23:00:00Z', '2026-06-30T23:30:00Z', '2026-03-03T00:00:00Z'],
  ...['2026-03-03T07:59:00Z', '2026-03-03T08:00:00Z', '2026-07-07T19:59:00Z', '2026-07-07T20:00:00Z'],
];
const anyInstant = fc.oneof(
  fc.constantFrom(...instants).map((text) => new Date(text)),
  fc.integer({ min: 0, max: 525_600 }).map((minutes) => new Date(Date.UTC(2026, 0, 1, 0, minutes))),
);

/** Most records are nearly safe, or none would ever go out and nothing be shown. */
const mostly = <T extends string>(usual: T, all: readonly T[]) =>
  fc.oneof({ weight: 14, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...all) });

const suiting: Readonly<Record<OutgoingKind, Channel>> = {
  call_sheet: 'phone',
  letter: 'post',
  text: 'text',
  email: 'email',
  calendar_entry: 'phone',
};

const week = [{ from: 0, to: 10_080 }];
const anyStretch = fc
  .tuple(fc.integer({ min: 0, max: 10_079 }), fc.integer({ min: 1, max: 5_000 }))
  .map(([from, long]) => [{ from, to: Math.min(10_080, from + long) }]);
const anyHours = fc.oneof(
  { weight: 4, arbitrary: fc.constant(week) },
  { weight: 3, arbitrary: anyStretch },
  { weight: 1, arbitrary: fc.constant([]) },
);

const near = (at: Date, [from, to]: readonly [number, number]) =>
  fc.integer({ min: from, max: to }).map((days) => addDays(londonDate(at), days));
const orNone = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null, freq: 3 });

export const anyRecord: fc.Arbitrary<AnyRecord> = fc
  .tuple(fc.constantFrom(...codesOf(outgoingKinds)), anyInstant)
  .chain(([kind, at]) =>
    fc.record({
      kind: fc.constant(kind),
      at: fc.constant(at),
      channel: mostly(suiting[kind], codesOf(channels)),
      safe: mostly('yes', codesOf(safeties)),
      deviceWatched: mostly('no', codesOf(safeties)),
      withheldNumber: mostly('no', codesOf(safeties)),
      hours: anyHours,
      verifiedOn: fc.oneof(
        { weight: 5, arbitrary: near(at, [-190, 2]) },
        { weight: 1, arbitrary: fc.constant(null) },
      ),
      recheckOn: orNone(near(at, [-5, 60])),
      ended: mostlyNot,
      inDoubt: mostlyNot,
      closed: mostlyNot,
      consents: fc.array(
        fc.record({
          value: mostly('given', codesOf(consentValues)),
          heard: fc.boolean(),
          givenOn: near(at, [-30, 0]),
          untilOn: fc.oneof(
            { weight: 3, arbitrary: fc.constant(null) },
            { weight: 1, arbitrary: near(at, [-3, 3]) },
          ),
        }),
        { minLength: 0, maxLength: 3, size: 'max' },
      ),
    }),
  );
const mostlyNot = fc.oneof(
  { weight: 24, arbitrary: fc.constant(false) },
  { weight: 1, arbitrary: fc.constant(true) },
);

/**
 * Whether it may go out, said once more, from the words of the brief and sharing no code with the program: London is asked of
 * the runtime's own calendar, day by day and minute by minute.
 */
export function mayGoOut(record: AnyRecord): boolean {
  const { kind, at, channel, safe, deviceWatched, ended, closed, inDoubt } = record;
  const [day, minute] = london(at);
  if (!goesBy[kind].includes(channel) || ended || closed) return false;
  if (kind === 'letter' && inDoubt) return false;
  if (safe !== 'yes' || deviceWatched !== 'no') return false;
  return (
    numberMayShow(record) &&
    stillVerified(record, day) &&
    atThisTime(record, minute) &&
    consented(record, day)
  );
}

const goesBy: Readonly<Record<OutgoingKind, readonly Channel[]>> = {
  call_sheet: ['phone', 'whatsapp', 'video', 'workplace'],
  calendar_entry: ['phone', 'whatsapp', 'video', 'workplace'],
  letter: ['post'],
  text: ['text'],
  email: ['email'],
};

function numberMayShow({ channel, withheldNumber }: AnyRecord): boolean {
  if (['text', 'whatsapp', 'video'].includes(channel)) return withheldNumber === 'no';
  return !['phone', 'workplace'].includes(channel) || withheldNumber !== 'unknown';
}

function stillVerified({ verifiedOn, recheckOn }: AnyRecord, day: string): boolean {
  if (verifiedOn === null || verifiedOn > day) return false;
  return (recheckOn ?? daysLater(verifiedOn, 90)) > day && daysLater(verifiedOn, 180) > day;
}

function atThisTime({ kind, hours }: AnyRecord, minute: number): boolean {
  const anyTime = hours[0]?.from === 0 && hours[0].to === 10_080;
  const night = minute % 1440 < 480 || minute % 1440 >= 1260;
  if ((kind === 'text' || kind === 'email') && anyTime && night) return false;
  return hours.some(({ from, to }) => from <= minute && minute < to);
}

/** Answers come in the order they were recorded. Of two of one day the later counts; a no counts until they themselves say yes. */
function consented({ consents }: AnyRecord, day: string): boolean {
  const noes: AnyConsent[] = [];
  let last: AnyConsent | null = null;
  for (const each of consents) {
    if (last === null || each.givenOn >= last.givenOn) last = each;
    if (each.value === 'refused' || each.value === 'withdrawn') noes.push(each);
    if (each.value !== 'given' || each.heard) continue;
    for (const no of noes.filter(({ givenOn }) => givenOn <= each.givenOn)) noes.splice(noes.indexOf(no), 1);
  }
  if (noes.length > 0) return false;
  return last !== null && last.value === 'given' && (last.untilOn === null || last.untilOn >= day);
}

function london(at: Date): [day: string, minute: number] {
  const [date = '', time = ''] = at
    .toLocaleString('sv-SE', { timeZone: 'Europe/London', hour12: false })
    .split(' ');
  const weekday = (new Date(`${date}T12:00:00Z`).getUTCDay() + 6) % 7;
  return [date, weekday * 1440 + Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))];
}

function daysLater(day: string, days: number): string {
  return plainDate(new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10));
}
