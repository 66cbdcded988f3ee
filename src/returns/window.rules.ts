import { addQuarters, isWithin, periodOfQuarter, quarterOf, type Quarter } from '../kernel/period.js';
import { addDays, type PlainDate } from '../kernel/plain-date.js';

/** What a contract says of when a service's quarters are frozen. Both days are inclusive. */
export interface ContractTerms {
  readonly startsOn: PlainDate;
  readonly endsOn: PlainDate;
  readonly cutOffDays: number;
}

/**
 * Whether a quarter is one a contract pays for: it begins on a day of the contract, both ends inclusive. Of two contracts one after
 * the other each quarter is one's alone. A contract from 15 May 2025 to 31 March 2026 has July 2025 to March 2026.
 * The database lets its commissioner read no others (`cell_of_funded_area`).
 */
export function isOfContract(
  quarter: Quarter,
  { startsOn, endsOn }: Pick<ContractTerms, 'startsOn' | 'endsOn'>,
): boolean {
  return isWithin(periodOfQuarter(quarter).from, { from: startsOn, to: endsOn });
}

/** A quarter of a service with its cut-off day: what is entered on that day, in London, still counts in it. */
export interface DueQuarter {
  readonly quarter: Quarter;
  readonly cutOffOn: PlainDate;
}

/**
 * The cut-off day of a quarter: calendar days after its last day, the most that any contract in force in it allows, so that no
 * commissioner is told of a quarter before another's time to enter it has run out. A quarter between two contracts takes the
 * most of all. With 10 days, April to June 2026 is cut off on 10 July 2026.
 */
export function cutOffOf(quarter: Quarter, contracts: readonly ContractTerms[]): PlainDate {
  const { from, to } = periodOfQuarter(quarter);
  const inForce = contracts.filter((contract) => contract.startsOn <= to && from <= contract.endsOn);
  const days = (inForce.length > 0 ? inForce : contracts).map((contract) => contract.cutOffDays);
  return addDays(to, Math.max(...days));
}

/**
 * The quarters to freeze on a day, oldest first: each after the last frozen, from the first day of the first contract to the last
 * day of the last, whose cut-off day is over. None is left out, for each takes what its neighbours leave it.
 */
export function dueQuarters(
  contracts: readonly ContractTerms[],
  lastFrozen: Quarter | null,
  today: PlainDate,
): DueQuarter[] {
  const [first] = contracts.map((contract) => contract.startsOn).sort();
  const last = contracts
    .map((contract) => contract.endsOn)
    .sort()
    .at(-1);
  if (first === undefined || last === undefined) return [];
  const due: DueQuarter[] = [];
  for (
    let next = lastFrozen ? addQuarters(lastFrozen, 1) : quarterOf(first);
    next <= quarterOf(last);
    next = addQuarters(next, 1)
  ) {
    const cutOffOn = cutOffOf(next, contracts);
    if (cutOffOn >= today) break;
    due.push({ quarter: next, cutOffOn });
  }
  return due;
}
