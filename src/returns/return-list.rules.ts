import { addQuarters, periodOfQuarter, quarterOf, quartersFrom, type Quarter } from '../kernel/period.js';
import { addDays, type PlainDate } from '../kernel/plain-date.js';
import type { Contract, FrozenQuarter } from './published.queries.js';

/** One return of one contract: frozen, or not yet. */
export interface ReturnListed {
  readonly contract: Contract;
  readonly quarter: Quarter;
  /** Null until its figures are frozen. */
  readonly frozen: FrozenQuarter | null;
  /** The last day on which what is entered counts, by this contract; another contract of the service may give it longer. */
  readonly cutOffOn: PlainDate;
  readonly dueOn: PlainDate;
}

/** Every return of some contracts that is frozen or has begun, newest first, and for one quarter by service. */
export function returnsOf(
  contracts: readonly Contract[],
  frozen: readonly FrozenQuarter[],
  today: PlainDate,
): ReturnListed[] {
  const listed = contracts.flatMap((contract) =>
    quartersOfContract(contract, today).map((quarter): ReturnListed => {
      const { to } = periodOfQuarter(quarter);
      return {
        contract,
        quarter,
        frozen: frozenOf(frozen, contract, quarter),
        cutOffOn: addDays(to, contract.cutOffDays),
        dueOn: addDays(to, contract.returnDueDays),
      };
    }),
  );
  // A stable sort: contracts come by service already.
  return listed.sort((a, b) => (a.quarter < b.quarter ? 1 : a.quarter > b.quarter ? -1 : 0));
}

/** The quarters a contract is in force in for any part, up to the one a day falls in. */
export function quartersOfContract({ startsOn, endsOn }: Contract, today: PlainDate): Quarter[] {
  const last = endsOn < today ? endsOn : today;
  return quartersFrom(quarterOf(startsOn), quarterOf(last));
}

/** The quarters of a financial year, by the year it starts in, that a contract is in force in: none to four. */
export function quartersOfYear(contract: Contract, startYear: number): Quarter[] {
  const first = quarterOf(periodOfQuarter(`${String(startYear)}-Q1` as Quarter).from); // the one form a quarter has
  return quartersFrom(first, addQuarters(first, 3)).filter(
    (each) => quarterOf(contract.startsOn) <= each && each <= quarterOf(contract.endsOn),
  );
}

export function frozenOf(
  frozen: readonly FrozenQuarter[],
  { serviceId }: Contract,
  quarter: Quarter,
): FrozenQuarter | null {
  return frozen.find((each) => each.serviceId === serviceId && each.quarter === quarter) ?? null;
}
