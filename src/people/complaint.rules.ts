import { RuleBroken } from '../kernel/errors.js';
import { quarterOf, type Quarter } from '../kernel/period.js';
import { addDays, type PlainDate } from '../kernel/plain-date.js';
import type { ComplaintOutcome, ComplaintStep, ComplaintSubject } from './complaint.codes.js';

/** In how many days the contract has complaints acknowledged and answered; null where it says none. */
export interface ComplaintTerms {
  readonly acknowledgeDays: number | null;
  readonly answerDays: number | null;
}

/** A complaint as far as its days and its count go. What was struck out is null. */
export interface ComplaintFacts {
  readonly subject: ComplaintSubject;
  readonly receivedOn: PlainDate;
  readonly acknowledgedOn: PlainDate | null;
  readonly answeredOn: PlainDate | null;
  readonly outcome: ComplaintOutcome | null;
  readonly withdrawnOn: PlainDate | null;
}

/**
 * The last day, inclusive, to acknowledge a complaint, or null where nothing sets one: the contract's calendar days after the day it
 * was received. With 5, one of 2 March 2026 by 7 March. One about personal data has to be acknowledged within 30 days whatever
 * the contract says, the day it was received being day one: by 31 March.
 * Source: Data Protection Act 2018, s.164A(2), as the Data (Use and Access) Act 2025, s.103 put it in; checked 2026-03.
 */
export function acknowledgeBy(
  { subject, receivedOn }: Pick<ComplaintFacts, 'subject' | 'receivedOn'>,
  { acknowledgeDays }: ComplaintTerms,
): PlainDate | null {
  const agreed = acknowledgeDays === null ? null : addDays(receivedOn, acknowledgeDays);
  if (subject !== 'personal_data') return agreed;
  const byLaw = addDays(receivedOn, 29);
  return agreed !== null && agreed < byLaw ? agreed : byLaw;
}

/** The last day, inclusive, to answer a complaint: with 20 days, one of 2 March 2026 by 22 March. Null where the contract sets none. */
export function answerBy(
  { receivedOn }: Pick<ComplaintFacts, 'receivedOn'>,
  { answerDays }: ComplaintTerms,
): PlainDate | null {
  return answerDays === null ? null : addDays(receivedOn, answerDays);
}

export type InTime = 'in_time' | 'late' | 'still_due' | 'overdue' | 'no_time_set' | 'withdrawn';

/** Whether something was done by its last day, as things stand today. Withdrawn by then, it was not asked; withdrawn later, it was late. */
export function inTime(
  by: PlainDate | null,
  { doneOn, withdrawnOn }: { readonly doneOn: PlainDate | null; readonly withdrawnOn: PlainDate | null },
  today: PlainDate,
): InTime {
  if (by === null) return 'no_time_set';
  if (doneOn !== null) return doneOn <= by ? 'in_time' : 'late';
  if (withdrawnOn !== null) return withdrawnOn <= by ? 'withdrawn' : 'late';
  return today <= by ? 'still_due' : 'overdue';
}

/** How a complaint stands to both days. An answer acknowledges too. */
export function standingOf(complaint: ComplaintFacts, terms: ComplaintTerms, today: PlainDate) {
  const { acknowledgedOn, answeredOn, withdrawnOn } = complaint;
  const seenOn = [acknowledgedOn, answeredOn].filter((day) => day !== null).toSorted()[0] ?? null;
  const acknowledged = { doneOn: seenOn, withdrawnOn };
  const answered = { doneOn: answeredOn, withdrawnOn };
  return {
    acknowledged: inTime(acknowledgeBy(complaint, terms), acknowledged, today),
    answered: inTime(answerBy(complaint, terms), answered, today),
  };
}

/** The complaints received in a quarter, as they stand on the day they are counted. */
export interface ComplaintFigures {
  readonly quarter: Quarter;
  readonly received: number;
  readonly acknowledgedInTime: number;
  /** Of how many: acknowledged, or their last day is over. */
  readonly acknowledgementsAsked: number;
  readonly answeredInTime: number;
  readonly answersAsked: number;
  readonly upheld: number;
  readonly partlyUpheld: number;
  readonly notUpheld: number;
  readonly withdrawn: number;
  readonly open: number;
}

/** Counts the complaints of a contract that were received in a quarter; what was struck out is none. */
export function complaintFigures(
  all: readonly ComplaintFacts[],
  { terms, quarter, today }: { terms: ComplaintTerms; quarter: Quarter; today: PlainDate },
): ComplaintFigures {
  const received = all.filter(({ receivedOn }) => quarterOf(receivedOn) === quarter);
  const standings = received.map((each) => standingOf(each, terms, today));
  const many = (of: 'acknowledged' | 'answered', ...which: readonly InTime[]) =>
    standings.filter((each) => which.includes(each[of])).length;
  const ended = (outcome: ComplaintOutcome) => received.filter((each) => each.outcome === outcome).length;
  return {
    quarter,
    received: received.length,
    acknowledgedInTime: many('acknowledged', 'in_time'),
    acknowledgementsAsked: many('acknowledged', 'in_time', 'late', 'overdue'),
    answeredInTime: many('answered', 'in_time'),
    answersAsked: many('answered', 'in_time', 'late', 'overdue'),
    upheld: ended('upheld'),
    partlyUpheld: ended('partly_upheld'),
    notUpheld: ended('not_upheld'),
    withdrawn: received.filter(({ withdrawnOn }) => withdrawnOn !== null).length,
    open: received.filter(({ answeredOn, withdrawnOn }) => answeredOn === null && withdrawnOn === null)
      .length,
  };
}

/** @throws RuleBroken `received-in-the-future` or `received-before-the-contract` */
export function soundReceived(
  receivedOn: PlainDate,
  { startsOn, today }: { startsOn: PlainDate; today: PlainDate },
): PlainDate {
  if (receivedOn > today)
    throw new RuleBroken('received-in-the-future', 'Enter the day it was received, today at the latest');
  if (receivedOn < startsOn)
    throw new RuleBroken('received-before-the-contract', 'The contract had not begun on that day');
  return receivedOn;
}

/**
 * A step that a complaint can take; returned with its outcome, null where it has none.
 * @throws RuleBroken `complaint-struck-out`, `complaint-step-taken`, `complaint-is-over`, `outcome-missing`, `outcome-not-asked`,
 * `step-in-the-future` or `step-before-its-complaint`
 */
export function soundStep(
  wanted: StepWanted,
  complaint: ComplaintFacts & { readonly struck: boolean },
  today: PlainDate,
): StepWanted {
  const { step, doneOn, outcome } = wanted;
  if (complaint.struck) throw new RuleBroken('complaint-struck-out', 'This complaint was struck out');
  if (step === 'acknowledged' && complaint.acknowledgedOn !== null)
    throw new RuleBroken(
      'complaint-step-taken',
      'It was acknowledged already. Strike that out if it is wrong',
    );
  if (step !== 'acknowledged' && (complaint.answeredOn ?? complaint.withdrawnOn) !== null)
    throw new RuleBroken(
      'complaint-is-over',
      'It was answered or withdrawn already. Strike that out if it is wrong',
    );
  if (step === 'answered' && outcome === null)
    throw new RuleBroken('outcome-missing', 'Select whether it was upheld');
  if (step !== 'answered' && outcome !== null)
    throw new RuleBroken('outcome-not-asked', 'Only an answer says whether it was upheld');
  if (doneOn > today)
    throw new RuleBroken('step-in-the-future', 'Enter the day it was done, today at the latest');
  if (doneOn < complaint.receivedOn)
    throw new RuleBroken('step-before-its-complaint', 'It had not been received on that day');
  return wanted;
}

export interface StepWanted {
  readonly step: ComplaintStep;
  readonly doneOn: PlainDate;
  readonly outcome: ComplaintOutcome | null;
}
