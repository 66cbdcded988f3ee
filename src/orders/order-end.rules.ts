import { RuleBroken } from '../kernel/errors.js';
import { inWords, type PlainDate } from '../kernel/plain-date.js';
import type { OrderEnding } from './order.codes.js';
import { earliestExpiry, type OrderFacts } from './order.rules.js';

/** When a full order ends: its last day, inclusive, or never by itself. */
export type OrderEnd = PlainDate | 'until_further_order';

/** How a full order ended, and on what day. */
export interface Ending {
  readonly on: PlainDate;
  readonly ending: OrderEnding;
  /** Whether the respondent and the police both consented; null where nobody said. */
  readonly bothConsent: boolean | null;
}

/** An interim order is for a fixed period only: Stalking Protection Act 2019, s.5. @throws RuleBroken `interim-needs-a-last-day`; `ends-before-it-begins` */
export function interimEnd(from: PlainDate, until: OrderEnd): PlainDate {
  if (until === 'until_further_order') {
    throw new RuleBroken(
      'interim-needs-a-last-day',
      'An interim order runs for a fixed period. Enter its last day',
    );
  }
  if (until < from)
    throw new RuleBroken('ends-before-it-begins', `The order cannot end before ${inWords(from)}`);
  return until;
}

/** @throws RuleBroken `full-at-least-two-years`: Stalking Protection Act 2019, s.3(2) */
export function fullEnd(
  madeOn: PlainDate,
  until: OrderEnd,
): Pick<OrderFacts, 'expiresOn' | 'untilFurtherOrder'> {
  if (until === 'until_further_order') return { expiresOn: null, untilFurtherOrder: true };
  const earliest = earliestExpiry(madeOn);
  if (until < earliest) {
    throw new RuleBroken(
      'full-at-least-two-years',
      `A full order lasts at least two years: one made on ${inWords(madeOn)} runs to ${inWords(earliest)} or later`,
    );
  }
  return { expiresOn: until, untilFurtherOrder: false };
}

/**
 * How a full order may end. Discharge before two years from its making are over needs the consent of the respondent and of the
 * police: Stalking Protection Act 2019, s.4; unverified here.
 * @throws RuleBroken `cannot-expire`; `expires-on-its-last-day`; `not-yet-expired`; `ended-after-expiry`; `discharge-needs-consent`
 */
export function checkEnding(order: OrderFacts, { on, ending, bothConsent }: Ending, today: PlainDate): void {
  const { expiresOn, madeOn } = order;
  if (ending === 'expired') {
    checkExpiry(expiresOn, on, today);
    return;
  }
  if (expiresOn !== null && on > expiresOn) {
    throw new RuleBroken(
      'ended-after-expiry',
      `The order ran only to ${inWords(expiresOn)}, when it expired`,
    );
  }
  if (ending === 'discharged' && madeOn !== null && on <= earliestExpiry(madeOn) && bothConsent !== true) {
    throw new RuleBroken(
      'discharge-needs-consent',
      `Up to ${inWords(earliestExpiry(madeOn))} the order is discharged only if the respondent and the police both consent. Say whether they do`,
    );
  }
}

function checkExpiry(expiresOn: PlainDate | null, on: PlainDate, today: PlainDate): void {
  if (expiresOn === null) {
    throw new RuleBroken('cannot-expire', 'The order runs until further order, so it cannot expire');
  }
  if (on !== expiresOn) {
    throw new RuleBroken(
      'expires-on-its-last-day',
      `The order expires with its last day, ${inWords(expiresOn)}. Enter that date`,
    );
  }
  if (today <= expiresOn) {
    throw new RuleBroken('not-yet-expired', `The order is in force to the end of ${inWords(expiresOn)}`);
  }
}
