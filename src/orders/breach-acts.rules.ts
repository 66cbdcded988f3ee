import type { PlainDate } from '../kernel/plain-date.js';
import { possibleActs, step } from '../kernel/steps.js';
import { outcomeGroupOf } from './breach-outcome.rules.js';
import {
  recording,
  reportNow,
  settingCourtResult,
  settingOutcome,
  type PoliceFacts,
} from './breach-police.rules.js';
import type { ActOnBreach, BreachOutcome, BreachState, CourtResult, CrimeRecording } from './breach.codes.js';
import { breachSteps, nameBreach, type BreachDecision, type Broken } from './breach.rules.js';
import type { OrderWithTerms } from './term.rules.js';

/** A breach as it stands. */
export interface BreachFacts extends PoliceFacts {
  readonly state: BreachState;
  readonly ofNotification: boolean;
}

/** An act on a breach. */
export type BreachAct =
  | ({ readonly act: 'name' } & Pick<Broken, 'termIds' | 'ofNotification'>)
  | { readonly act: 'dismiss' }
  | { readonly act: 'report'; readonly reportedOn: PlainDate }
  | {
      readonly act: 'record_crime';
      readonly recordedAsCrime: CrimeRecording;
      readonly recordedOn: PlainDate | null;
      readonly crimeReference: string | null;
    }
  | { readonly act: 'set_outcome'; readonly outcome: BreachOutcome; readonly outcomeOn: PlainDate }
  | {
      readonly act: 'set_court_result';
      readonly courtResult: CourtResult;
      readonly courtResultOn: PlainDate;
    };

/** What an act changes of a breach. @throws RuleBroken by the rules of each act */
export function takeBreachStep(
  whole: OrderWithTerms,
  breach: BreachFacts,
  { act, today }: { act: BreachAct; today: PlainDate },
): Partial<BreachFacts> {
  switch (act.act) {
    case 'name':
      return { state: nameBreach(whole, breach, act), ofNotification: act.ofNotification };
    case 'dismiss':
      return { state: step<BreachState, BreachDecision>(breachSteps, breach.state, 'dismiss') };
    case 'report':
      return reportNow(breach, act.reportedOn, today);
    case 'record_crime':
      return recording(breach, act, today);
    case 'set_outcome':
      return settingOutcome(breach, act, today);
    case 'set_court_result':
      return settingCourtResult(breach, act, today);
  }
}

/** What can be done about a breach now. Outcomes that need no report to the police are few, so setting one is always offered. */
export function breachActsPossible(breach: BreachFacts): ActOnBreach[] {
  const decisions = possibleActs<BreachState, BreachDecision>(breachSteps, breach.state);
  if (decisions.length === 0) return [];
  const reported = breach.reportedToPolice === 'yes';
  const police: ActOnBreach[] = reported ? ['record_crime', 'set_outcome'] : ['report', 'set_outcome'];
  const court: ActOnBreach[] = outcomeGroupOf(breach) === 'charged' ? ['set_court_result'] : [];
  return [...decisions.filter((each) => each === 'name'), ...police, ...court, 'dismiss'];
}
