import { RuleBroken } from '../kernel/errors.js';
import { addDays, inWords, type PlainDate } from '../kernel/plain-date.js';
import { mostDaysVerified, type SafetyFacts } from './safe-contact.rules.js';

/**
 * Facts that make sense on the day they are entered; returned unchanged.
 * @throws RuleBroken `verified-in-the-future`, `recheck-before-verified` where the recheck is not later than the check, or
 * `recheck-too-late` where it is more than 180 days later
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
  if (verifiedOn !== null && recheckOn !== null && recheckOn > addDays(verifiedOn, mostDaysVerified)) {
    const latest = inWords(addDays(verifiedOn, mostDaysVerified));
    throw new RuleBroken('recheck-too-late', `The day to verify again must be ${latest} or before`);
  }
  return facts;
}

/**
 * Facts verified with the client since something worse was learnt, on the same day at the earliest; returned unchanged. Where a
 * man answered on 10 March 2026, a visit of 9 March that somebody types up later makes nothing safe again.
 * @throws RuleBroken `verified-before-it-was-learnt`
 */
export function verifiedSince<F extends SafetyFacts>(facts: F, learntOn: PlainDate | null): F {
  if (learntOn === null || facts.verifiedOn === null || facts.verifiedOn >= learntOn) return facts;
  throw new RuleBroken(
    'verified-before-it-was-learnt',
    `It was found to be less safe on ${inWords(learntOn)}. Verify it with the client again, and enter that day`,
  );
}
