import { RuleBroken } from '../kernel/errors.js';
import { inWords, type PlainDate } from '../kernel/plain-date.js';
import type { BreachOutcome, CourtResult, CrimeRecording, NotReportedReason } from './breach.codes.js';
import type { YesNo } from './order.codes.js';
import { outcomeGroupOf } from './breach-outcome.rules.js';
import { refuseFuture } from './order.rules.js';

/** Whether a breach was reported to the police: on a day, or not, for a reason. */
export interface Reporting {
  readonly reportedToPolice: YesNo;
  readonly notReportedReason: NotReportedReason | null;
  readonly reportedOn: PlainDate | null;
}

/** What the police and the court made of a breach. Reported and recorded are two questions: requests ask for each. */
export interface PoliceFacts extends Reporting {
  readonly occurredOn: PlainDate;
  readonly recordedAsCrime: CrimeRecording | null;
  readonly recordedOn: PlainDate | null;
  readonly outcome: BreachOutcome | null;
  readonly outcomeOn: PlainDate | null;
  readonly courtResult: CourtResult | null;
  readonly courtResultOn: PlainDate | null;
}

/** What came of it without the police: another court or service dealt with it. */
const withoutPolice: readonly BreachOutcome[] = ['dealt_as_contempt', 'recalled', 'bail_revoked'];

/**
 * Whether and when a breach was reported.
 * @throws RuleBroken `not-reporting-needs-a-reason`; `report-needs-a-day`; `out-of-order`; `act-in-future`
 */
export function reporting(occurredOn: PlainDate, given: Reporting, today: PlainDate): Reporting {
  if (given.reportedToPolice === 'no') {
    if (given.notReportedReason === null) {
      throw new RuleBroken('not-reporting-needs-a-reason', 'Select why it was not reported');
    }
    return { ...given, reportedOn: null };
  }
  const reportedOn = dayOf(given.reportedOn, 'report-needs-a-day', 'Enter the date it was reported');
  checkDay(reportedOn, occurredOn, today);
  return { reportedToPolice: 'yes', notReportedReason: null, reportedOn };
}

/**
 * Reports a breach that was not reported before.
 * @throws RuleBroken `already-reported`; and the rules of `reporting`
 */
export function reportNow(breach: PoliceFacts, reportedOn: PlainDate, today: PlainDate): Reporting {
  if (breach.reportedOn !== null) {
    throw new RuleBroken('already-reported', `It was reported on ${inWords(breach.reportedOn)} already`);
  }
  return reporting(
    breach.occurredOn,
    { reportedToPolice: 'yes', notReportedReason: null, reportedOn },
    today,
  );
}

/**
 * Whether the police recorded a crime, and on what day where they did.
 * @throws RuleBroken `not-reported`; `recording-needs-a-day`; `out-of-order`; `act-in-future`
 */
export function recording(
  breach: PoliceFacts,
  given: { readonly recordedAsCrime: CrimeRecording; readonly recordedOn: PlainDate | null },
  today: PlainDate,
): Pick<PoliceFacts, 'recordedAsCrime' | 'recordedOn'> {
  const reportedOn = dayOf(
    breach.reportedOn,
    'not-reported',
    'Record first that it was reported to the police',
  );
  if (given.recordedAsCrime !== 'yes') return { recordedAsCrime: given.recordedAsCrime, recordedOn: null };
  const recordedOn = dayOf(
    given.recordedOn,
    'recording-needs-a-day',
    'Enter the date the crime was recorded',
  );
  checkDay(recordedOn, reportedOn, today);
  return { recordedAsCrime: 'yes', recordedOn };
}

/**
 * The outcome, which may change until the investigation is over. A charge that a court has dealt with came no later than that.
 * @throws RuleBroken `not-reported` for an outcome only the police could bring; `court-result-stands` where a court has dealt
 * with a charge that this outcome denies; `out-of-order`; `act-in-future`
 */
export function settingOutcome(
  breach: PoliceFacts,
  given: { readonly outcome: BreachOutcome; readonly outcomeOn: PlainDate },
  today: PlainDate,
): Pick<PoliceFacts, 'outcome' | 'outcomeOn'> {
  if (!withoutPolice.includes(given.outcome)) {
    dayOf(breach.reportedOn, 'not-reported', 'Record first that it was reported to the police');
  }
  if (breach.courtResult !== null && outcomeGroupOf({ ...breach, outcome: given.outcome }) !== 'charged') {
    throw new RuleBroken(
      'court-result-stands',
      'A court’s result is recorded, so the outcome stays a charge',
    );
  }
  checkDay(given.outcomeOn, breach.occurredOn, today);
  refuseAfter(given.outcomeOn, breach.courtResultOn);
  return { outcome: given.outcome, outcomeOn: given.outcomeOn };
}

/**
 * What the court did with a charge.
 * @throws RuleBroken `not-charged`; `out-of-order`; `act-in-future`
 */
export function settingCourtResult(
  breach: PoliceFacts,
  given: { readonly courtResult: CourtResult; readonly courtResultOn: PlainDate },
  today: PlainDate,
): Pick<PoliceFacts, 'courtResult' | 'courtResultOn'> {
  const chargedOn = outcomeGroupOf(breach) === 'charged' ? breach.outcomeOn : null;
  checkDay(
    given.courtResultOn,
    dayOf(chargedOn, 'not-charged', 'Record first that there was a charge'),
    today,
  );
  return { courtResult: given.courtResult, courtResultOn: given.courtResultOn };
}

/** @throws RuleBroken by the name given, where there is no day */
function dayOf(day: PlainDate | null, rule: string, message: string): PlainDate {
  if (day === null) throw new RuleBroken(rule, message);
  return day;
}

function checkDay(day: PlainDate, notBefore: PlainDate, today: PlainDate): void {
  refuseFuture(day, today);
  if (day < notBefore) {
    throw new RuleBroken('out-of-order', `It cannot be earlier than ${inWords(notBefore)}. Check the date`);
  }
}

function refuseAfter(day: PlainDate, last: PlainDate | null): void {
  if (last !== null && day > last) {
    throw new RuleBroken('out-of-order', `It cannot be later than ${inWords(last)}. Check both dates`);
  }
}
