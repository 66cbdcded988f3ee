import { labelOf } from '../kernel/codelist.js';
import { inWords } from '../kernel/plain-date.js';
import {
  breachOutcomes,
  breachStates,
  courtResults,
  crimeRecordings,
  homeOfficeNumbers,
  notReportedReasons,
  type BreachState,
} from './breach.codes.js';
import type { BreachFacts } from './breach-acts.rules.js';
import { tag, type Tag } from './order-words.view.js';

const colours = { possible: 'yellow', known: 'red', not_a_breach: 'grey' } as const satisfies Record<
  BreachState,
  string
>;

export function breachTag(state: BreachState): Tag {
  return tag(labelOf(breachStates, state), colours[state]);
}

/** 'Conditions 1 and 3', 'The notification requirement', 'Not named yet'. */
export function brokenInWords(numbers: readonly number[], ofNotification: boolean): string {
  const conditions =
    numbers.length === 0
      ? []
      : [`${numbers.length === 1 ? 'condition' : 'conditions'} ${listed(numbers.map(String))}`];
  const all = [...conditions, ...(ofNotification ? ['the notification requirement'] : [])];
  return all.length === 0 ? 'Not named yet' : capital(listed(all));
}

export function reportedInWords({ reportedOn, notReportedReason }: BreachFacts): string {
  if (reportedOn) return `Reported on ${inWords(reportedOn)}`;
  const why = notReportedReason ? labelOf(notReportedReasons, notReportedReason) : '';
  return `Not reported: ${why.charAt(0).toLowerCase()}${why.slice(1)}`;
}

export function recordedInWords({ reportedOn, recordedAsCrime, recordedOn }: BreachFacts): string {
  if (recordedOn) return `Recorded as a crime on ${inWords(recordedOn)}`;
  if (recordedAsCrime) return labelOf(crimeRecordings, recordedAsCrime);
  return reportedOn ? 'Not asked yet' : 'Not reported';
}

/** The outcome with its Home Office number, where it has one: 'Charged or summonsed (outcome 1), 9 June 2026'. */
export function outcomeInWords({ outcome, outcomeOn }: BreachFacts): string {
  if (!outcome || !outcomeOn) return 'None yet';
  return `${outcomeLabel(outcome)}, ${inWords(outcomeOn)}`;
}

export function outcomeLabel(outcome: NonNullable<BreachFacts['outcome']>): string {
  const number = homeOfficeNumbers[outcome];
  return `${labelOf(breachOutcomes, outcome)}${number ? ` (outcome ${number})` : ''}`;
}

export function courtInWords({ courtResult, courtResultOn }: BreachFacts): string {
  if (!courtResult || !courtResultOn) return 'None yet';
  return `${labelOf(courtResults, courtResult)}, ${inWords(courtResultOn)}`;
}

/** A breach in the list of its order. */
export function breachLine(
  breach: BreachFacts & { readonly numbers: readonly number[]; readonly knowledgeToBeProved: boolean },
) {
  return {
    on: inWords(breach.occurredOn),
    state: breachTag(breach.state),
    broken: brokenInWords(breach.numbers, breach.ofNotification),
    reported: reportedInWords(breach),
    outcome: outcomeInWords(breach),
    knowledgeToBeProved: breach.knowledgeToBeProved,
  };
}

function listed(words: readonly string[]): string {
  return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(words);
}

function capital(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
