import type { RiskBand } from '../codes/risk-band.codes.js';
import { addDays, inWords, londonDate, type PlainDate } from '../kernel/plain-date.js';
import { londonMoment } from '../kernel/london-week.js';
import type { HoursCounted, TargetMeasure } from '../people/contract.codes.js';
import { hoursInForce, openingInWords, openOn, whyClosed, type OpeningCalendar } from './opening.rules.js';
import { joined, without, type Span } from './span.rules.js';

const hour = 3_600_000;

/** What a contract asks of one clock. */
export interface Term {
  readonly contractId: string;
  readonly measure: TargetMeasure;
  readonly hours: number;
  readonly countedIn: HoursCounted;
  /** Of which risk it is asked; null of every one that has none of its own. */
  readonly risk: RiskBand | null;
}

/** A time during which the clocks of a referral stood still. */
export interface Pause {
  readonly beganAt: Date;
  /** The last day, inclusive, on which they may stand still: at its end they go on by themselves. */
  readonly untilOn: PlainDate;
  /** When somebody set them going again; null where nobody has. */
  readonly endedAt: Date | null;
}

/** What every clock of a referral runs by. */
export interface Timing {
  readonly receivedAt: Date;
  readonly pauses: readonly Pause[];
  readonly calendar: OpeningCalendar;
}

/** What is asked of one clock: so many hours, of which kind. `ofContract` is false where nothing but custom asks it. */
export interface Asked {
  readonly hours: number;
  readonly countedIn: HoursCounted;
  readonly ofContract: boolean;
}

/** Without a contract that says otherwise a decision is due within a day; of the rest nothing is due. */
const customary: Readonly<Partial<Record<TargetMeasure, Asked>>> = {
  triage: { hours: 24, countedIn: 'elapsed', ofContract: false },
};

/**
 * What is asked of a clock, by each contract that pays for the area. A contract's target for the risk there is takes the place
 * of its general one. While the risk is not known every one of them counts, and so the one that is due first: with 24 hours for
 * high and 120 for the rest, somebody not assessed is to be reached within 24.
 */
export function askedOf(measure: TargetMeasure, terms: readonly Term[], risk: RiskBand | null): Asked[] {
  const of = terms.filter((term) => term.measure === measure);
  const holds = of.filter((term) => {
    if (risk === null) return true;
    const special = of.some((each) => each.contractId === term.contractId && each.risk === risk);
    return special ? term.risk === risk : term.risk === null;
  });
  if (holds.length === 0) return [customary[measure]].filter((each) => each !== undefined);
  return holds.map(({ hours, countedIn }) => ({ hours, countedIn, ofContract: true }));
}

/**
 * When so many hours are over since a referral was received: hours as they pass, nights and holidays too, or only those in which
 * the service is open; in both, the clocks that stood still run as much later. Of a pause that is not over, what has passed by
 * now counts, so that the due time moves on until it is.
 * Received on Friday 6 March 2026 at 17:40, with 3 working hours and opening hours Monday to Friday 09:00 to 17:00, it is Monday
 * 9 March at 12:00. What is over as the service closes is due then, and not as it opens again. Received on Friday 27 March at
 * 17:40 with 48 hours as they pass, it is Sunday 29 March at 18:40 in London, where the clocks went forward that night.
 */
export function dueAt(timing: Timing, { hours, countedIn }: Omit<Asked, 'ofContract'>, now: Date): Date {
  let left = hours * hour;
  for (const { from, to } of running(timing, countedIn, now)) {
    if (to - from >= left) return new Date(from + left);
    left -= to - from;
  }
  throw new Error('A clock runs on for ever');
}

/** The one that is due first, of what is asked. Undefined where nothing is. */
export function dueFirst(
  timing: Timing,
  asked: readonly Asked[],
  now: Date,
): { at: Date; asked: Asked } | undefined {
  return asked
    .map((each) => ({ at: dueAt(timing, each, now), asked: each }))
    .toSorted((one, other) => one.at.getTime() - other.at.getTime())[0];
}

/** In milliseconds: how long a clock has run from the receiving until an instant, without the time it stood still. */
export function hasRun(timing: Timing, countedIn: HoursCounted, until: Date): number {
  let run = 0;
  for (const { from, to } of running(timing, countedIn, until)) {
    if (from >= until.getTime()) break;
    run += Math.min(to, until.getTime()) - from;
  }
  return run;
}

/** By which pause the clocks stand still at an instant; undefined while they run. */
export function pauseAt(pauses: readonly Pause[], now: Date): Pause | undefined {
  return pauses.find(
    ({ beganAt, untilOn, endedAt }) => beganAt <= now && endedAt === null && londonDate(now) <= untilOn,
  );
}

/** How a due time comes about, so that a person can check it. */
export function whyDue(timing: Timing, { at, asked }: { at: Date; asked: Asked }, now: Date): string {
  const { hours, countedIn, ofContract } = asked;
  const kind = countedIn === 'working' ? 'working hour' : 'hour';
  const many = `${String(hours)} ${kind}${hours === 1 ? '' : 's'}`;
  const said = ofContract ? `the contract asks for ${many}` : `no contract says how soon, so within ${many}`;
  return [
    `${said} from when it was received${countedIn === 'elapsed' ? ', nights and holidays counted' : ''}`,
    ...(countedIn === 'working' ? openingFor(timing, at) : []),
    ...stoodInWords(timing, now),
  ].join('; ');
}

function openingFor({ receivedAt, calendar }: Timing, at: Date): string[] {
  const [first, last] = [londonDate(receivedAt), londonDate(at)];
  const inForce = new Set<string>();
  const leftOut: string[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) {
    const hours = hoursInForce(calendar, day)?.hours;
    inForce.add(
      hours ? `opening hours ${openingInWords(hours)}` : 'no opening hours recorded, so every hour counts',
    );
    const why = whyClosed(calendar, day);
    if (why !== null) leftOut.push(`${inWords(day, 'weekday')} (${why})`);
  }
  return [[...inForce].join(', then '), ...(leftOut.length === 0 ? [] : [`without ${leftOut.join(', ')}`])];
}

function stoodInWords({ pauses }: Timing, now: Date): string[] {
  const still = joined(pauses.map((pause) => stillOf(pause, now))).reduce(
    (sum, { from, to }) => sum + to - from,
    0,
  );
  return still === 0 ? [] : [`its clock stood still for ${durationInWords(still)}`];
}

/** Whole hours for the first two days, whole days from then on, each rounded down. */
export function durationInWords(milliseconds: number): string {
  const hours = Math.floor(milliseconds / hour);
  if (hours < 1) return 'less than an hour';
  if (hours < 48) return hours === 1 ? '1 hour' : `${String(hours)} hours`;
  return `${String(Math.floor(hours / 24))} days`;
}

/** When the clock runs, from the receiving on, without end. */
function* running(
  { receivedAt, pauses, calendar }: Timing,
  countedIn: HoursCounted,
  now: Date,
): Generator<Span> {
  const still = joined(pauses.map((pause) => stillOf(pause, now)));
  const start = receivedAt.getTime();
  if (countedIn === 'elapsed') {
    yield* without({ from: start, to: Infinity }, still);
    return;
  }
  for (let day = londonDate(receivedAt); ; day = addDays(day, 1))
    for (const { from, to } of openOn(calendar, day))
      if (to > start) yield* without({ from: Math.max(from, start), to }, still);
}

/** When a clock stood still. Where nobody set it going again it went on at the end of its last day, in London. */
function stillOf({ beganAt, untilOn, endedAt }: Pause, now: Date): Span {
  const from = beganAt.getTime();
  const ends = [endedAt ?? now, now, londonMoment(untilOn, 1440)].map((each) => each.getTime());
  return { from, to: Math.max(from, Math.min(...ends)) };
}
