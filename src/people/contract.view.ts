import { policeAreas } from '../codes/police-area.codes.js';
import { riskBands } from '../codes/risk-band.codes.js';
import type { Person } from '../kernel/actor.js';
import { labelOf } from '../kernel/codelist.js';
import { may } from '../kernel/policy.js';
import { periodInWords, quarterInWords } from '../kernel/period.js';
import { inWords, type PlainDate } from '../kernel/plain-date.js';
import { eligibilities, hoursCounted, targetMeasures } from './contract.codes.js';
import { complaintFiguresView } from './complaint.view.js';
import { changeView, complaintDays, fteInWords, staffingView } from './contract-change.view.js';
import { contracts } from './contract.policy.js';
import { casesForEach, type ServiceCaseload } from './contract-terms.rules.js';
import type { CaseloadFacts, OpenedContract } from './contracts.service.js';
import { nextCutOff } from './contract.rules.js';
import type { AgreedContract, Target } from './contract.queries.js';

export interface ContractRow {
  readonly id: string;
  readonly service: string;
  readonly commissioner: string;
  readonly areas: string;
  readonly dates: string;
  readonly cutOff: string;
}

export interface ContractView extends ContractRow {
  readonly eligibility: string;
  readonly annualCostPounds: number;
  readonly cutOffDays: number;
  readonly returnDueDays: number;
  readonly complaintDays: { readonly acknowledge: string; readonly answer: string };
  readonly next: { readonly quarter: string; readonly cutOff: string; readonly returnDue: string } | null;
  readonly targets: readonly {
    readonly measure: string;
    readonly withinHours: number;
    readonly sharePercent: number;
    readonly counted: string;
    readonly risk: string;
    readonly codes: Pick<Target, 'measure' | 'risk'>;
  }[];
}

export function contractRow(contract: AgreedContract, today: PlainDate): ContractRow {
  const next = nextCutOff(contract, today);
  return {
    id: contract.id,
    service: contract.service,
    commissioner: contract.commissioner,
    areas: contract.areas.map((area) => labelOf(policeAreas, area)).join(', '),
    dates: periodInWords({ from: contract.startsOn, to: contract.endsOn }),
    cutOff: next ? inWords(next.cutOffOn) : 'None: the last is over',
  };
}

export function contractView(
  contract: AgreedContract,
  targets: readonly Target[],
  today: PlainDate,
): ContractView {
  const next = nextCutOff(contract, today);
  return {
    ...contractRow(contract, today),
    eligibility: labelOf(eligibilities, contract.eligibility),
    annualCostPounds: contract.annualCostPounds,
    cutOffDays: contract.cutOffDays,
    returnDueDays: contract.returnDueDays,
    complaintDays: {
      acknowledge: complaintDays(contract.acknowledgeDays),
      answer: complaintDays(contract.answerDays),
    },
    next: next && {
      quarter: quarterInWords(next.quarter),
      cutOff: inWords(next.cutOffOn, 'weekday'),
      returnDue: inWords(next.returnDueOn, 'weekday'),
    },
    targets: targets.map(({ measure, withinHours, sharePercent, countedIn, risk }) => ({
      measure: labelOf(targetMeasures, measure),
      withinHours,
      sharePercent,
      counted: labelOf(hoursCounted, countedIn),
      risk: risk === null ? 'Any' : labelOf(riskBands, risk),
      codes: { measure, risk },
    })),
  };
}

/** The caseload of a contract's advocates, and how it was counted. */
export function caseloadView({ openCases, advocates, each }: CaseloadFacts, today: PlainDate) {
  const paid = `${fteInWords(advocates)} full-time equivalent advocates`;
  return {
    each: each === null ? 'Not known: no advocates are recorded for today' : String(each),
    counted: `${String(openCases)} ${openCases === 1 ? 'case' : 'cases'} open on ${inWords(today)} in the police areas of this contract, over the ${paid} it pays for that day. What is sealed, or kept from you, is not counted.`,
  };
}

/** The caseload of all a service's advocates that contracts pay for, and how it was counted; null where no contract runs. */
export function serviceCaseloadView(
  { openCases, advocates, contracts: many }: ServiceCaseload,
  today: PlainDate,
) {
  if (many === 0) return null;
  const each = casesForEach(openCases, advocates);
  const paid = `${fteInWords(advocates)} full-time equivalent advocates`;
  return {
    each: each === null ? 'not known: no advocates are recorded for today' : String(each),
    counted: `${String(openCases)} ${openCases === 1 ? 'case' : 'cases'} open on ${inWords(today)} in the police areas of ${many === 1 ? 'the contract that runs' : `the ${String(many)} contracts that run`}, each counted once, over the ${paid} paid for that day. What is sealed, or kept from you, is not counted.`,
  };
}

/** A contract as its page shows it, with what whoever asks may do. */
export function openedView(actor: Person, opened: OpenedContract, today: PlainDate) {
  const { contract, targets, staffing, changes, caseload, complaints } = opened;
  const { rows, ...paged } = changes;
  return {
    contract: contractView(contract, targets, today),
    staffing: staffing.map((each) => staffingView(each, today)),
    paged,
    changes: rows.map((row) => changeView(row, actor)),
    caseload: caseload && caseloadView(caseload, today),
    complaints: complaints && complaintFiguresView(complaints, today),
    proposes: may(actor, contracts.propose, contract),
  };
}
