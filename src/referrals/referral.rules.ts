import { RuleBroken } from '../kernel/errors.js';
import type { PlainDate } from '../kernel/plain-date.js';
import { ageOn } from '../parties/client.rules.js';
import type { UnknownReason } from '../codes/unknown-reason.codes.js';

/** An instant that has come; returned unchanged. @throws RuleBroken `received-in-the-future` */
export function received(at: Date, now: Date): Date {
  if (at <= now) return at;
  throw new RuleBroken(
    'received-in-the-future',
    'The day and time the referral was received cannot be in the future',
  );
}

/** What a referral says of age: a date of birth, an age, or why neither is known. */
export interface AgeSaid {
  readonly bornOn: PlainDate | null;
  readonly age: number | null;
  readonly ageUnknownReason: UnknownReason | null;
}

/** The coded fact that is counted: one single-year age, or why there is none. */
export interface AgeAtReferral {
  readonly ageAtReferral: number | null;
  readonly ageUnknownReason: UnknownReason | null;
}

/**
 * The age in completed years on the day, in London, the referral was received. It is kept as it was then: later birthdays and
 * corrections change no figure. A referral received at 23:30 UTC on 30 June is of 1 July.
 * @throws RuleBroken `age-said-twice` unless exactly one of the three is given, or `born-after-referral`
 */
export function ageAtReferral(
  { bornOn, age, ageUnknownReason }: AgeSaid,
  receivedOn: PlainDate,
): AgeAtReferral {
  if ([bornOn, age, ageUnknownReason].filter((said) => said !== null).length !== 1) {
    throw new RuleBroken(
      'age-said-twice',
      'Enter one of these: the date of birth, the age, or why it is not known',
    );
  }
  if (bornOn === null) return { ageAtReferral: age, ageUnknownReason };
  if (bornOn > receivedOn) {
    throw new RuleBroken(
      'born-after-referral',
      'The date of birth must be before the day the referral was received',
    );
  }
  return { ageAtReferral: ageOn(bornOn, receivedOn), ageUnknownReason: null };
}

/** @throws RuleBroken `cyber-types-without-cyber` where types are named and there is said to be no cyber element */
export function soundCyber(element: string | null, types: readonly string[]): void {
  if (element === 'no' && types.length > 0) {
    throw new RuleBroken(
      'cyber-types-without-cyber',
      'You said there is no cyber element, and named kinds of it. Change one of them',
    );
  }
}

/** @throws RuleBroken `police-recording` unless what the police recorded is said exactly where it was reported */
export function soundReport(reported: string | null, recordedAs: string | null): void {
  if (reported === 'yes' && recordedAs === null) {
    throw new RuleBroken('police-recording', 'Select what the police recorded it as');
  }
  if (reported !== 'yes' && recordedAs !== null) {
    throw new RuleBroken(
      'police-recording',
      'You said what the police recorded, so say too that it was reported to them',
    );
  }
}

/**
 * Nobody is referred without it being said how they may be reached, even where that is in no way.
 * @throws RuleBroken `safe-contact-not-said` where neither is given, or `safe-contact-said-twice` where both are
 */
export function soundContact(given: { method: boolean; noSafeWay: boolean }): void {
  if (!given.method && !given.noSafeWay) {
    throw new RuleBroken(
      'safe-contact-not-said',
      'Enter a way to reach the client, or say that no safe way is known',
    );
  }
  if (given.method && given.noSafeWay) {
    throw new RuleBroken(
      'safe-contact-said-twice',
      'You entered a way to reach the client and said that none is safe. Change one of them',
    );
  }
}

/**
 * How long someone has waited, in words: whole hours for the first day, whole days from then on, each rounded down. 47 hours is
 * '1 day'.
 */
export function waitedInWords(since: Date, now: Date): string {
  const hours = Math.floor((now.getTime() - since.getTime()) / 3_600_000);
  if (hours < 1) return 'Under an hour';
  if (hours < 24) return hours === 1 ? '1 hour' : `${String(hours)} hours`;
  const days = Math.floor(hours / 24);
  return days === 1 ? '1 day' : `${String(days)} days`;
}
