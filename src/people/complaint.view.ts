import { labelOf } from '../kernel/codelist.js';
import { quarterInWords } from '../kernel/period.js';
import { inWords, type PlainDate } from '../kernel/plain-date.js';
import {
  complainants,
  complaintOutcomes,
  complaintSteps,
  complaintSubjects,
  strikeReasons,
} from './complaint.codes.js';
import type { ComplaintRow, StepRow } from './complaint.queries.js';
import {
  acknowledgeBy,
  answerBy,
  standingOf,
  type ComplaintFigures,
  type ComplaintTerms,
  type InTime,
} from './complaint.rules.js';

/** A complaint as a page lists it. */
export function complaintView(row: ComplaintRow, terms: ComplaintTerms, today: PlainDate) {
  const standing = standingOf(row, terms, today);
  const struck = row.struckBecause !== null;
  return {
    id: row.id,
    subject: labelOf(complaintSubjects, row.subject),
    complainant: labelOf(complainants, row.complainant),
    received: inWords(row.receivedOn),
    recorded: { by: row.recordedBy, at: row.recordedAt },
    struck: struckView(row),
    acknowledged: struck
      ? null
      : dayView(row.acknowledgedOn ?? row.answeredOn, acknowledgeBy(row, terms), standing.acknowledged),
    answered: struck ? null : dayView(row.answeredOn, answerBy(row, terms), standing.answered),
    outcome: row.outcome === null ? null : labelOf(complaintOutcomes, row.outcome),
    withdrawn: row.withdrawnOn === null ? null : inWords(row.withdrawnOn),
    overdue: !struck && [standing.acknowledged, standing.answered].includes('overdue'),
    open: !struck && row.answeredOn === null && row.withdrawnOn === null,
  };
}

const standings: Readonly<Record<InTime, string>> = {
  in_time: 'in time',
  late: 'late',
  still_due: 'still to come',
  overdue: 'overdue',
  no_time_set: 'the contract sets no day',
  withdrawn: 'withdrawn before it was due',
};

function dayView(doneOn: PlainDate | null, by: PlainDate | null, standing: InTime): string {
  const done = doneOn === null ? 'Not yet' : inWords(doneOn);
  return by === null
    ? `${done}: ${standings[standing]}`
    : `${done}: ${standings[standing]} (by ${inWords(by)})`;
}

function struckView({
  struckBecause,
  struckBy,
  struckAt,
}: Pick<StepRow, 'struckBecause' | 'struckBy' | 'struckAt'>) {
  if (struckBecause === null) return null;
  return { because: labelOf(strikeReasons, struckBecause), by: struckBy ?? 'the service', at: struckAt };
}

/** One thing that was said to be done about it. */
export function stepView({ id, step, doneOn, outcome, recordedBy, recordedAt, ...struck }: StepRow) {
  const words = outcome === null ? '' : `: ${labelOf(complaintOutcomes, outcome).toLowerCase()}`;
  return {
    id,
    what: `${labelOf(complaintSteps, step)}${words}`,
    done: inWords(doneOn),
    recorded: { by: recordedBy, at: recordedAt },
    struck: struckView(struck),
  };
}

/** A step that stands as an option of what is wrong. */
export function stepChoice({ id, what, done }: ReturnType<typeof stepView>) {
  return { code: id, label: `${what}, ${done}` };
}

/** What a contract's page says of its complaints, and how they were counted. */
export function complaintFiguresView(figures: readonly ComplaintFigures[], today: PlainDate) {
  const of = (part: number, whole: number) =>
    whole === 0 ? 'None due' : `${String(part)} of ${String(whole)}`;
  return {
    quarters: figures.map((each) => ({
      ...each,
      quarter: quarterInWords(each.quarter),
      acknowledged: of(each.acknowledgedInTime, each.acknowledgementsAsked),
      answered: of(each.answeredInTime, each.answersAsked),
    })),
    counted: `Complaints received in each quarter, as they stand on ${inWords(today)}. In time: of those that were done or whose last day is over; what was withdrawn by then is left out. Days are calendar days after the day it was received. What was struck out is not counted.`,
  };
}
