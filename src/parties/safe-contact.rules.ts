import { RuleBroken } from '../kernel/errors.js';
import { addDays, inWords, type PlainDate } from '../kernel/plain-date.js';
import type { Safety } from './contact.codes.js';

/** What was said about the safety of one way to reach a client. */
export interface SafetyFacts {
  readonly safe: Safety;
  readonly voicemailSafe: Safety;
  readonly deviceWatched: Safety;
  /** When the service last made sure, or null where it never has. */
  readonly verifiedOn: PlainDate | null;
  /** From this day, inclusive, what was verified no longer counts; null where no day was set, and `recheckDay` says which. */
  readonly recheckOn: PlainDate | null;
}

export type NotUsable =
  'not_safe' | 'safety_not_known' | 'device_watched' | 'device_not_known' | 'never_verified' | 'recheck_due';

/** Whether a method may be used today, and the reason as a person would give it. */
export type ContactDecision =
  | { readonly mayUse: true; readonly voicemail: boolean; readonly inWords: string }
  | { readonly mayUse: false; readonly because: NotUsable; readonly inWords: string };

/**
 * A method may be used only where the client said it is safe, the service verified that, the recheck day has not come,
 * and the device is known not to be watched. Unknown is unsafe. A voicemail may be left only where that too is 'yes'.
 * Verified on 2 February 2026 with a recheck on 3 March, it may be used on 2 March and not on 3 March.
 * Source: the four disclosures of a victim's safe address in the ICO's reprimands of September 2023.
 */
export function mayUse(method: SafetyFacts, today: PlainDate): ContactDecision {
  if (method.safe === 'no') return refuse('not_safe', 'Do not use: the client said it is not safe');
  if (method.safe === 'unknown')
    return refuse('safety_not_known', 'Do not use: nobody has said that it is safe');
  if (method.deviceWatched === 'yes') {
    return refuse('device_watched', 'Do not use: the device is known to be watched');
  }
  if (method.deviceWatched !== 'no') {
    return refuse('device_not_known', 'Do not use: nobody has said whether the device is watched');
  }
  if (method.verifiedOn === null)
    return refuse('never_verified', 'Do not use: we have not verified it with the client');
  const recheckOn = recheckDay({ verifiedOn: method.verifiedOn, recheckOn: method.recheckOn });
  if (recheckOn <= today) {
    return refuse('recheck_due', `Do not use: it was to be verified again by ${inWords(recheckOn)}`);
  }
  const voicemail = method.voicemailSafe === 'yes';
  return {
    mayUse: true,
    voicemail,
    inWords: `Safe to use, ${voicemail ? 'and a voicemail may be left' : 'but leave no voicemail'}`,
  };
}

/** Without a day of its own, what was verified is to be verified again after this many days: it never counts for ever. */
const recheckDays = 90;

/** The day from which, inclusive, a verification no longer counts: verified on 1 January 2026 with no day set, 1 April. */
export function recheckDay(checked: { verifiedOn: PlainDate; recheckOn: PlainDate | null }): PlainDate {
  return checked.recheckOn ?? addDays(checked.verifiedOn, recheckDays);
}

/**
 * Facts that make sense on the day they are entered; returned unchanged.
 * @throws RuleBroken `verified-in-the-future`, or `recheck-before-verified` where the recheck is not later than the check.
 */
export function soundSafety<F extends SafetyFacts>(facts: F, today: PlainDate): F {
  const { verifiedOn, recheckOn } = facts;
  if (verifiedOn !== null && verifiedOn > today) {
    throw new RuleBroken(
      'verified-in-the-future',
      'The day the contact method was verified cannot be in the future',
    );
  }
  if (recheckOn !== null && (verifiedOn === null || recheckOn <= verifiedOn)) {
    throw new RuleBroken(
      'recheck-before-verified',
      'The day to verify again must be after the day it was verified',
    );
  }
  return facts;
}

/** What somebody else says of a method already known; what they left out says nothing. */
export interface SafetySaid {
  readonly safe?: Safety | undefined;
  readonly voicemailSafe?: Safety | undefined;
  readonly deviceWatched?: Safety | undefined;
}

/**
 * What is known of a method once somebody has said something worse of it: each worse answer takes the place of the better
 * one, and what was verified no longer is. Null where nothing said is worse: a better answer is for verifying, not for hearsay.
 */
export function worsened(known: SafetyFacts, said: SafetySaid): SafetyFacts | null {
  const safe = worse(known.safe, said.safe, safeWorstLast);
  const voicemailSafe = worse(known.voicemailSafe, said.voicemailSafe, safeWorstLast);
  const deviceWatched = worse(known.deviceWatched, said.deviceWatched, watchedWorstLast);
  const same =
    safe === known.safe && voicemailSafe === known.voicemailSafe && deviceWatched === known.deviceWatched;
  return same ? null : { safe, voicemailSafe, deviceWatched, verifiedOn: null, recheckOn: null };
}

const safeWorstLast: readonly Safety[] = ['yes', 'unknown', 'no'];
const watchedWorstLast: readonly Safety[] = ['no', 'unknown', 'yes'];

function worse(known: Safety, said: Safety | undefined, worstLast: readonly Safety[]): Safety {
  return said !== undefined && worstLast.indexOf(said) > worstLast.indexOf(known) ? said : known;
}

function refuse(because: NotUsable, words: string): ContactDecision {
  return { mayUse: false, because, inWords: words };
}
