import { addDays, inWords, londonDate, type PlainDate } from '../kernel/plain-date.js';
import type { Channel, Safety } from './contact.codes.js';
import { covers, hoursInWords, sameHours, whenBoth, type SafeHours } from './safe-hours.rules.js';

/** What was said about the safety of one way to reach a client. */
export interface SafetyFacts {
  readonly safe: Safety;
  readonly voicemailSafe: Safety;
  readonly deviceWatched: Safety;
  /** Whether our number must be withheld from whoever sees the phone. */
  readonly withheldNumber: Safety;
  /** When it may be used; none is not known, and so is never. */
  readonly hours: SafeHours;
  /** When the service last made sure, or null where it never has. */
  readonly verifiedOn: PlainDate | null;
  /** From this day, inclusive, what was verified no longer counts; null where no day was set, and `recheckDay` says which. */
  readonly recheckOn: PlainDate | null;
}

/** One way to reach a client, as far as whether it may be used depends on it. */
export interface MethodFacts extends SafetyFacts {
  readonly channel: Channel;
  /** When it was found to be the client's no longer, or null while it is. */
  readonly endedAt: Date | null;
  /** Whether nobody has said of a former address of the client that they left it, or are still there. It is asked of post alone. */
  readonly addressInDoubt: boolean;
}

export type NotUsable =
  | 'ended'
  | 'address_in_doubt'
  | 'not_safe'
  | 'safety_not_known'
  | 'device_watched'
  | 'device_not_known'
  | 'number_not_known'
  | 'number_would_show'
  | 'never_verified'
  | 'recheck_due'
  | 'hours_not_known'
  | 'outside_hours';

/** Whether a method may be used at an instant, how, and the reason as a person would give it. */
export type ContactDecision =
  | {
      readonly mayUse: true;
      readonly voicemail: boolean;
      readonly withholdNumber: boolean;
      readonly inWords: string;
    }
  | { readonly mayUse: false; readonly because: NotUsable; readonly inWords: string };

/**
 * A method may be used only where the client said it is safe, the service verified that, the recheck day has not come, the
 * device is known not to be watched, our number need not be hidden where it cannot be, and the instant is within the hours
 * the client gave. Unknown is unsafe. A voicemail may be left only where that too is 'yes'.
 * Verified on 2 February 2026 with a recheck on 3 March, for Tuesdays 10:00 to 12:00, it may be used on Tuesday 24 February
 * at 11:59 in London, and neither at 12:00 nor on 3 March.
 * Source: the four disclosures of a victim's safe address in the ICO's reprimands of September 2023.
 * `may_be_used` in the database says the same; test/sending/rule-twins.db.spec.ts holds the two together.
 */
export function mayUse(method: MethodFacts, at: Date): ContactDecision {
  const today = londonDate(at);
  const obstacle = neverNow(method) ?? notVerified(method, today) ?? notAtThisHour(method, at);
  if (obstacle) return { mayUse: false, ...obstacle };
  const [voicemail, withholdNumber] = [method.voicemailSafe === 'yes', method.withheldNumber === 'yes'];
  if (!rings(method.channel)) return { mayUse: true, voicemail, withholdNumber, inWords: 'Safe to use now' };
  const number = withholdNumber ? 'withhold our number' : 'our number may be seen';
  const message = voicemail ? 'a voicemail may be left' : 'leave no voicemail';
  return { mayUse: true, voicemail, withholdNumber, inWords: `Safe to use now: ${number}, and ${message}` };
}

interface Obstacle {
  readonly because: NotUsable;
  readonly inWords: string;
}

function neverNow(method: MethodFacts): Obstacle | null {
  const { endedAt, safe, deviceWatched, withheldNumber, channel } = method;
  if (endedAt !== null) return no('ended', 'it is no longer the client’s');
  if (channel === 'post' && method.addressInDoubt)
    return no('address_in_doubt', 'nobody has said whether the client left a former address');
  if (safe === 'no') return no('not_safe', 'the client said it is not safe');
  if (safe !== 'yes') return no('safety_not_known', 'nobody has said that it is safe');
  if (deviceWatched === 'yes') return no('device_watched', 'the device is known to be watched');
  if (deviceWatched !== 'no') return no('device_not_known', 'nobody has said whether the device is watched');
  if (!showsNumber(channel) || withheldNumber === 'no') return null;
  if (withheldNumber === 'unknown')
    return no('number_not_known', 'nobody has said whether our number must be withheld');
  return rings(channel) ? null : no('number_would_show', 'our number must be withheld, and cannot be here');
}

function notVerified({ verifiedOn, recheckOn }: MethodFacts, today: PlainDate): Obstacle | null {
  if (verifiedOn === null || verifiedOn > today)
    return no('never_verified', 'we have not verified it with the client');
  const recheck = recheckDay({ verifiedOn, recheckOn });
  return recheck <= today ? no('recheck_due', `it was to be verified again by ${inWords(recheck)}`) : null;
}

function notAtThisHour({ hours }: MethodFacts, at: Date): Obstacle | null {
  if (hours.length === 0) return no('hours_not_known', 'nobody has said when it is safe');
  if (covers(hours, at)) return null;
  return { because: 'outside_hours', inWords: `Do not use now: safe ${hoursInWords(hours)}` };
}

function no(because: NotUsable, words: string): Obstacle {
  return { because, inWords: `Do not use: ${words}` };
}

/** Somebody dials it, and can withhold the number. */
function rings(channel: Channel): boolean {
  return channel === 'phone' || channel === 'workplace';
}

function showsNumber(channel: Channel): boolean {
  return channel !== 'email' && channel !== 'post';
}

/** Without a day of its own, what was verified is to be verified again after this many days. */
const recheckDays = 90;

/** Whatever day was set, after so many days: a verification never counts for ever. */
export const mostDaysVerified = 180;

/**
 * The day from which, inclusive, a verification no longer counts: verified on 1 January 2026 with no day set, 1 April; with a
 * later day set, that day, and 30 June at the latest.
 */
export function recheckDay(checked: { verifiedOn: PlainDate; recheckOn: PlainDate | null }): PlainDate {
  const latest = addDays(checked.verifiedOn, mostDaysVerified);
  const asked = checked.recheckOn ?? addDays(checked.verifiedOn, recheckDays);
  return asked < latest ? asked : latest;
}

/** What somebody else says of a method already known; what they left out says nothing. */
export interface SafetySaid {
  readonly safe?: Safety | undefined;
  readonly voicemailSafe?: Safety | undefined;
  readonly deviceWatched?: Safety | undefined;
  readonly withheldNumber?: Safety | undefined;
  readonly hours?: SafeHours | undefined;
}

/**
 * What is known of a method once somebody has said something worse of it: each worse answer takes the place of the better
 * one, hours shrink to those both gave, and what was verified no longer is. Null where nothing said is worse: a better answer
 * is for verifying, not for hearsay.
 */
export function worsened(known: SafetyFacts, said: SafetySaid): SafetyFacts | null {
  const worse = {
    safe: worseOf('safe', known, said),
    voicemailSafe: worseOf('voicemailSafe', known, said),
    deviceWatched: worseOf('deviceWatched', known, said),
    withheldNumber: worseOf('withheldNumber', known, said),
    hours: said.hours === undefined ? known.hours : whenBoth(known.hours, said.hours),
  };
  const same = answers.every((answer) => worse[answer] === known[answer]);
  if (same && sameHours(worse.hours, known.hours)) return null;
  return { ...worse, verifiedOn: null, recheckOn: null };
}

/** What an answer makes worse of a method and no more: the answers that are less safe than before, and the hours where they are fewer. */
export function worseThanBefore(before: SafetyFacts, now: SafetyFacts): SafetySaid {
  const worse = worsened(before, now);
  if (worse === null) return {};
  const saying = answers.filter((answer) => worse[answer] !== before[answer]);
  const said = Object.fromEntries(saying.map((answer) => [answer, worse[answer]]));
  return sameHours(worse.hours, before.hours) ? said : { ...said, hours: now.hours };
}

const answers = ['safe', 'voicemailSafe', 'deviceWatched', 'withheldNumber'] as const;

/**
 * Each answer's codes, the safest first: whatever changes a stored code by itself, as a migration does, may only go down this
 * list. That a number must be withheld allows some calls; not knowing allows none.
 */
export const worstLast: Readonly<Record<(typeof answers)[number], readonly Safety[]>> = {
  safe: ['yes', 'unknown', 'no'],
  voicemailSafe: ['yes', 'unknown', 'no'],
  deviceWatched: ['no', 'unknown', 'yes'],
  withheldNumber: ['no', 'yes', 'unknown'],
};

function worseOf(answer: (typeof answers)[number], known: SafetyFacts, said: SafetySaid): Safety {
  const [before, now] = [known[answer], said[answer] ?? known[answer]];
  return worstLast[answer].indexOf(now) > worstLast[answer].indexOf(before) ? now : before;
}
