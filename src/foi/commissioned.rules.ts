import { policeAreas } from '../codes/police-area.codes.js';
import { periodOfQuarter } from '../kernel/period.js';
import type { PlainDate } from '../kernel/plain-date.js';
import type { Eligibility } from '../people/contract.codes.js';
import type { Figures } from './answer-table.rules.js';
import { quartersIn } from './published-periods.rules.js';
import type { Question } from './question.rules.js';
import type { NamedPeriod } from './which-periods.rules.js';

/** A contract as a commissioner's own records have it. Both days are inclusive; the cost is in whole pounds a year. */
export interface Commissioned {
  readonly serviceId: string;
  readonly service: string;
  readonly startsOn: PlainDate;
  readonly endsOn: PlainDate;
  readonly annualCostPounds: number;
  readonly eligibility: Eligibility;
  readonly areas: readonly string[];
}

type Chosen = (contract: Commissioned) => boolean;

/**
 * How many services were commissioned, or for how many pounds, from the commissioner's own contracts. They count no people,
 * so they are not rounded. Of what cannot be told apart by contract, such as who applied, nothing is given here.
 */
export function commissioned(
  question: Question,
  periods: readonly NamedPeriod[],
  { contracts, asAt }: { contracts: readonly Commissioned[]; asAt: PlainDate },
): Figures {
  const { value, eligibility, by } = question;
  const eligible: Chosen = ({ eligibility: open }) => eligibility === null || open === 'any_relationship';
  const among = contracts.filter(eligible);
  const broken = by.filter((each) => each === 'recipient' || (each === 'area' && !value));
  return {
    caption: value ? 'Value of services commissioned, in pounds' : 'Services commissioned',
    definition: value
      ? 'A quarter of the annual cost of each contract, for each quarter of the year in which it was in force.'
      : 'Contracts in force on any day of the period.',
    asAt,
    rows: linesOf(among, broken).map(({ label, chosen }) => ({
      label,
      counts: periods.map((period) => (value ? poundsIn : contractsIn)(among.filter(chosen), period)),
    })),
    by: broken,
    confinedTo: eligibility === null ? [] : ['eligibility'],
    unknowns: null,
    rounded: false,
  };
}

function linesOf(
  contracts: readonly Commissioned[],
  by: readonly string[],
): { label: string; chosen: Chosen }[] {
  const services = [...new Set(contracts.map(({ service }) => service))].sort();
  const areas = policeAreas.filter(({ code }) => contracts.some((contract) => contract.areas.includes(code)));
  return [
    ...(by.includes('recipient')
      ? services.map((label) => ({ label, chosen: ({ service }: Commissioned) => service === label }))
      : []),
    ...(by.includes('area')
      ? areas.map(({ code, label }) => ({
          label,
          chosen: ({ areas: own }: Commissioned) => own.includes(code),
        }))
      : []),
    { label: 'All', chosen: () => true },
  ];
}

function contractsIn(contracts: readonly Commissioned[], { period }: NamedPeriod): number {
  return contracts.filter(({ startsOn, endsOn }) => startsOn <= period.to && period.from <= endsOn).length;
}

function poundsIn(contracts: readonly Commissioned[], named: NamedPeriod): number {
  const quarters = quartersIn(named).map(periodOfQuarter);
  const pounds = contracts.map(({ startsOn, endsOn, annualCostPounds }) => {
    const inForce = quarters.filter(({ from, to }) => startsOn <= to && from <= endsOn);
    return (annualCostPounds / 4) * inForce.length;
  });
  return Math.round(pounds.reduce((sum, each) => sum + each, 0));
}
