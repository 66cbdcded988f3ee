import {
  addQuarters,
  periodOfQuarter,
  quarter,
  quarterOf,
  quartersFrom,
  type Quarter,
} from '../kernel/period.js';
import { addDays, type PlainDate } from '../kernel/plain-date.js';
import type { Contract, FrozenQuarter } from './published.queries.js';
import { isOfContract } from './window.rules.js';

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
    quartersOfContract(contract, today).map((each): ReturnListed => {
      const { to } = periodOfQuarter(each);
      return {
        contract,
        quarter: each,
        frozen: frozenOf(frozen, contract, each),
        cutOffOn: addDays(to, contract.cutOffDays),
        dueOn: addDays(to, contract.returnDueDays),
      };
    }),
  );
  // A stable sort: contracts come by service already.
  return listed.sort((a, b) => (a.quarter < b.quarter ? 1 : a.quarter > b.quarter ? -1 : 0));
}

/** The quarters of a contract, up to the one a day falls in. */
export function quartersOfContract(contract: Contract, today: PlainDate): Quarter[] {
  return quartersFrom(quarterOf(contract.startsOn), quarterOf(today)).filter((each) =>
    isOfContract(each, contract),
  );
}

/** The quarters of a financial year, by the year it starts in, that are a contract's: none to four. */
export function quartersOfYear(contract: Contract, startYear: number): Quarter[] {
  const first = quarter(`${String(startYear)}-Q1`);
  return quartersFrom(first, addQuarters(first, 3)).filter((each) => isOfContract(each, contract));
}

export function frozenOf(
  frozen: readonly FrozenQuarter[],
  { serviceId }: Contract,
  of: Quarter,
): FrozenQuarter | null {
  return frozen.find((each) => each.serviceId === serviceId && each.quarter === of) ?? null;
}
