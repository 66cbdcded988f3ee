import { RuleBroken } from '../kernel/errors.js';
import { addMonths, inWords, type PlainDate } from '../kernel/plain-date.js';
import type { RepeatAnswer, RepeatFound } from './panel.codes.js';

/** A case as it is about to be put before a panel. Who the perpetrator is, and when what brings it there happened, may not be known. */
export interface ReferralToCome {
  readonly perpetratorId: string | null;
  readonly incidentOn: PlainDate | null;
  readonly referredOn: PlainDate;
}

/** An earlier referral of the same client to a panel of the same kind, whoever made it. */
export interface EarlierReferral {
  readonly perpetratorId: string | null;
  readonly referredOn: PlainDate;
}

export interface RepeatFinding {
  readonly found: RepeatFound;
  readonly inWords: string;
}

/**
 * Whether a referral is a repeat: the same client and perpetrator, and something that happened within twelve months of the last
 * referral before it. Both days are inclusive: after a referral of 3 March 2025 what happened on that day or to the end of
 * 3 March 2026 makes a repeat, and on 4 March 2026 a new referral; after 29 February 2024, to the end of 28 February 2025. It need
 * be no crime. Where it is not known when it happened, or who did it, and a referral was near enough, it cannot be told.
 * Source: SafeLives, Definition of a “repeat” at Marac (safelives.org.uk/definition-repeat-marac), read on 25 November 2026.
 */
export function repeatOf(to: ReferralToCome, earlier: readonly EarlierReferral[]): RepeatFinding {
  const near = earlier.filter((each) => mayBeNear(to, each));
  const last = latest(near.filter(({ perpetratorId }) => isSame(perpetratorId, to.perpetratorId)));
  if (last && to.incidentOn !== null)
    return { found: 'yes', inWords: `Within twelve months of the referral of ${inWords(last.referredOn)}` };
  const doubtful = last ?? latest(near.filter(({ perpetratorId }) => isUnknown(perpetratorId, to)));
  if (!doubtful)
    return { found: 'no', inWords: 'No referral of these two people in the twelve months before' };
  const doubt = last ? 'when this happened is not known' : 'who did it is not known in one of the two';
  return {
    found: 'not_known',
    inWords: `There was a referral on ${inWords(doubtful.referredOn)}, and ${doubt}`,
  };
}

/** Whether what happened can have been within the twelve months: at any time until now, where nobody knows when. */
function mayBeNear(
  { incidentOn, referredOn: now }: ReferralToCome,
  { referredOn }: EarlierReferral,
): boolean {
  const end = addMonths(referredOn, 12);
  if (incidentOn === null) return referredOn <= now && now <= end;
  return referredOn <= incidentOn && incidentOn <= end;
}

function isSame(one: string | null, other: string | null): boolean {
  return one !== null && one === other;
}

function isUnknown(one: string | null, { perpetratorId }: ReferralToCome): boolean {
  return one === null || perpetratorId === null;
}

function latest(referrals: readonly EarlierReferral[]): EarlierReferral | undefined {
  return [...referrals].sort((a, b) => (a.referredOn < b.referredOn ? 1 : -1))[0];
}

/**
 * Lets a referral be sent as a repeat or not. Against what was found only with a reason; where that is not known, to call it a repeat
 * is the safe answer and needs none.
 * @throws RuleBroken `repeat-against-what-was-found`
 */
export function checkRepeat(found: RepeatFound, said: RepeatAnswer, reason: string | null): void {
  if (said === found || (found === 'not_known' && said === 'yes') || reason !== null) return;
  throw new RuleBroken(
    'repeat-against-what-was-found',
    said === 'no'
      ? 'This looks like a repeat. Say why it is not one'
      : 'No earlier referral makes this a repeat. Say why it is one',
  );
}
