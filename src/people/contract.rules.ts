import { addQuarters, periodOfQuarter, quarterOf, type Quarter } from '../kernel/period.js';
import { addDays, type PlainDate } from '../kernel/plain-date.js';

/** What a contract says of its returns. Both days are inclusive. */
export interface ReturnTerms {
  readonly startsOn: PlainDate;
  readonly endsOn: PlainDate;
  readonly cutOffDays: number;
  readonly returnDueDays: number;
}

/** A quarter's cut-off day, its last for entering what belongs to it, and the day its return is due. Both inclusive. */
export interface CutOff {
  readonly quarter: Quarter;
  readonly cutOffOn: PlainDate;
  readonly returnDueOn: PlainDate;
}

/**
 * The cut-off that comes next, that of today included: calendar days after the last day of the quarter, whose own day is not
 * counted. With 10 days, 3 March 2026 is followed by 10 April 2026, for January to March. Null once the last is over.
 */
export function nextCutOff(contract: ReturnTerms, today: PlainDate): CutOff | null {
  const first = quarterOf(contract.startsOn);
  const last = quarterOf(contract.endsOn);
  // The longest cut-off is shorter than a quarter, so nothing earlier than the quarter before is still to come.
  const earliest = addQuarters(quarterOf(today), -1);
  for (
    let quarter = earliest < first ? first : earliest;
    quarter <= last;
    quarter = addQuarters(quarter, 1)
  ) {
    const { to } = periodOfQuarter(quarter);
    const cutOffOn = addDays(to, contract.cutOffDays);
    if (today <= cutOffOn) return { quarter, cutOffOn, returnDueOn: addDays(to, contract.returnDueDays) };
  }
  return null;
}
