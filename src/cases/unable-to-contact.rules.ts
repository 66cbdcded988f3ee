import { RuleBroken } from '../kernel/errors.js';
import { londonMinuteOfWeek } from '../kernel/london-week.js';
import { londonDate } from '../kernel/plain-date.js';
import type { Channel } from '../parties/contact.codes.js';
import { mayUse, type MethodFacts } from '../parties/safe-contact.rules.js';
import { whenBoth, type SafeHours } from '../parties/safe-hours.rules.js';
import type { AttemptChannel, ContactOutcome } from './attempt.codes.js';

export interface TriedOnce {
  readonly at: Date;
  readonly channel: AttemptChannel;
  readonly outcome: ContactOutcome;
}

/** What was tried, by which ways the client could be, and when somebody wants to give up. */
export interface Reaching {
  readonly attempts: readonly TriedOnce[];
  readonly ways: readonly MethodFacts[];
  readonly now: Date;
}

/** Morning until noon, afternoon until five, evening until midnight, as clocks in London show them. */
const partsOfDay = [
  { name: 'morning', from: 0, to: 12 * 60 },
  { name: 'afternoon', from: 12 * 60, to: 17 * 60 },
  { name: 'evening', from: 17 * 60, to: 24 * 60 },
] as const;

const daysNeeded = 3;

/** Both ways, so that the client was reached, whatever they answered. What was tried before that says nothing of now. */
const reached: ReadonlySet<ContactOutcome> = new Set([
  'spoke_to_client',
  'spoke_unsafe_cut_short',
  'declined_support',
  'callback_agreed',
]);

/**
 * What has still to be tried before a client may be called impossible to reach, in words; empty where nothing has. Since the
 * client was last spoken with there are attempts on at least three different days, in London; not all in one part of the day
 * where a safe way may be used in another; and not all by one channel where another is safe. Nobody is asked to try what is
 * not safe: what may not be used, at any hour, asks for nothing.
 * Tried by phone at 10:00 on 2, 3 and 4 March 2026, where the phone is safe at any time: one in the afternoon or evening.
 * Source: contracts of services, which ask for three attempts on different days, at different times and by different channels.
 */
export function stillToTry({ attempts, ways, now }: Reaching): string[] {
  const since = Math.max(-Infinity, ...attempts.filter(spoken).map(({ at }) => at.getTime()));
  const tried = attempts.filter(({ at, outcome }) => at.getTime() > since && !reached.has(outcome));
  const safe = ways.filter((way) => safeAtSomeHour(way, now));
  return [missingDays(tried), missingPart(tried, safe), missingChannel(tried, safe)].filter(
    (missing) => missing !== null,
  );
}

/**
 * Lets a case be closed because its client could not be reached. Where no way is left that could ever be made sure of,
 * attempts would be a danger and are not asked for: then a supervisor decides.
 * @throws RuleBroken `not-tried-enough`, saying what is missing, or `no-safe-way-is-left` for anyone but a supervisor
 */
export function unableToContact(reaching: Reaching, role: string): void {
  if (!reaching.ways.some(couldBeVerified)) {
    if (role === 'supervisor') return;
    throw new RuleBroken(
      'no-safe-way-is-left',
      'No way to reach the client is left that could be made sure of, so nobody should try. Ask a supervisor to close the case',
    );
  }
  const missing = stillToTry(reaching);
  if (missing.length === 0) return;
  throw new RuleBroken(
    'not-tried-enough',
    `The client cannot be called impossible to reach yet. Still to try: ${missing.join('; ')}`,
  );
}

function spoken({ outcome }: TriedOnce): boolean {
  return reached.has(outcome);
}

/** Not now, perhaps, and not yet: but nobody has said that it is unsafe. */
function couldBeVerified({ endedAt, safe, deviceWatched }: MethodFacts): boolean {
  return endedAt === null && safe !== 'no' && deviceWatched !== 'yes';
}

function safeAtSomeHour(way: MethodFacts, now: Date): boolean {
  const decision = mayUse(way, now);
  return decision.mayUse || decision.because === 'outside_hours';
}

function missingDays(tried: readonly TriedOnce[]): string | null {
  const more = daysNeeded - new Set(tried.map(({ at }) => londonDate(at))).size;
  if (more <= 0) return null;
  return more === 1 ? 'an attempt on one more day' : `attempts on ${String(more)} more days`;
}

function missingPart(tried: readonly TriedOnce[], safe: readonly MethodFacts[]): string | null {
  const used = new Set(tried.map(({ at }) => partOf(at)));
  if (used.size !== 1) return null;
  const others = partsOfDay.filter(
    (part) => !used.has(part.name) && safe.some(({ hours }) => open(hours, part)),
  );
  return others.length === 0 ? null : `an attempt in the ${others.map(({ name }) => name).join(' or ')}`;
}

function missingChannel(tried: readonly TriedOnce[], safe: readonly MethodFacts[]): string | null {
  const used = new Set<string>(tried.map(({ channel }) => channel));
  if (used.size !== 1) return null;
  const others = new Set(safe.map(({ channel }) => channel).filter((channel) => !used.has(channel)));
  return others.size === 0 ? null : `an attempt by ${[...others].map((each) => words[each]).join(' or ')}`;
}

const words: Readonly<Record<Channel, string>> = {
  phone: 'phone',
  text: 'text message',
  whatsapp: 'WhatsApp or another messaging app',
  email: 'email',
  post: 'post',
  video: 'video call',
  workplace: 'contact at their work',
};

function partOf(at: Date): string | undefined {
  const minute = londonMinuteOfWeek(at) % 1440;
  return partsOfDay.find(({ from, to }) => from <= minute && minute < to)?.name;
}

function open(hours: SafeHours, { from, to }: { from: number; to: number }): boolean {
  const everyDay = [0, 1, 2, 3, 4, 5, 6].map((day) => ({ from: day * 1440 + from, to: day * 1440 + to }));
  return whenBoth(hours, everyDay).length > 0;
}
