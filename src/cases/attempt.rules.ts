import { RuleBroken } from '../kernel/errors.js';
import { londonDate, type PlainDate } from '../kernel/plain-date.js';
import type { Safety } from '../parties/contact.codes.js';
import type { MethodFacts } from '../parties/safe-contact.rules.js';
import { everythingThatGoesThere } from '../parties/same-way.rules.js';
import type { AttemptChannel, ContactOutcome } from './attempt.codes.js';

/** One way to reach a client, by its id, and the number or address itself. */
export interface Way extends Pick<MethodFacts, 'channel' | 'endedAt'> {
  readonly id: string;
  readonly value: string;
}

export interface Attempt {
  readonly channel: AttemptChannel;
  readonly outcome: ContactOutcome;
  /** Which way was used; null where that was not said. */
  readonly methodId: string | null;
}

/** An instant that has come; returned unchanged. @throws RuleBroken `attempt-in-the-future` */
export function attemptMade(at: Date, now: Date): Date {
  if (at > now)
    throw new RuleBroken('attempt-in-the-future', 'The day and time of the attempt cannot be in the future');
  return at;
}

/**
 * The day, in London, on which an attempt supported the client, or null where it did not: only speaking with the client,
 * both ways, on or after the day the case was opened. A message left or a call cut short is an attempt and no support.
 * At 23:30 UTC on 30 June 2026 that day is 1 July.
 */
export function supportedOn(
  attempt: { at: Date; outcome: ContactOutcome },
  openedOn: PlainDate,
): PlainDate | null {
  const day = londonDate(attempt.at);
  return attempt.outcome === 'spoke_to_client' && day >= openedOn ? day : null;
}

/**
 * What an outcome teaches of the way it was tried by, or undefined where it teaches nothing. Somebody who is told, or a number
 * that is another's, is never rung again; where somebody else answered, or the call had to be cut short, nobody knows until
 * the client is asked. Of 118 referrals that Cleveland's commissioner looked at, 14 stopped because a man answered.
 */
export function taught(outcome: ContactOutcome): Safety | undefined {
  const lessons: Partial<Record<ContactOutcome, Safety>> = {
    number_not_safe: 'no',
    wrong_number: 'no',
    third_party_answered: 'unknown',
    spoke_unsafe_cut_short: 'unknown',
  };
  return lessons[outcome];
}

/**
 * The ways an attempt's lesson is about: the one that was tried, and whatever else goes to the same number or address, as a
 * text does to the phone that somebody else answered. Where nobody said which was tried, every one of that channel: not known
 * is not safe. Those that are the client's no longer are left as they are.
 * @throws RuleBroken `attempt-by-another-way` where the way named is not the client's, or is of another channel
 */
export function waysTried<W extends Way>(attempt: Attempt, ways: readonly W[]): W[] {
  const named = ways.filter(({ id }) => id === attempt.methodId);
  if (attempt.methodId !== null && named[0]?.channel !== attempt.channel) {
    throw new RuleBroken(
      'attempt-by-another-way',
      'Select a number or address of the same kind as the attempt, or none where it is not known',
    );
  }
  const tried = attempt.methodId === null ? ways.filter(({ channel }) => channel === attempt.channel) : named;
  const reached = tried.flatMap(({ value }) => everythingThatGoesThere(ways, value));
  return ways.filter((way) => reached.includes(way));
}
