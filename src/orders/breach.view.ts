import type { CodeEntry } from '../kernel/codelist.js';
import { labelOf } from '../kernel/codelist.js';
import { inWords, type PlainDate } from '../kernel/plain-date.js';
import { may } from '../kernel/policy.js';
import { inDigits } from '../parties/worded.view.js';
import { breachActsPossible } from './breach-acts.rules.js';
import {
  breachActs,
  breachOutcomes,
  courtResults,
  crimeRecordings,
  notReportedReasons,
  type ActOnBreach,
} from './breach.codes.js';
import type { WholeBreach } from './breaches.service.js';
import {
  breachTag,
  brokenInWords,
  courtInWords,
  outcomeInWords,
  outcomeLabel,
  recordedInWords,
  reportedInWords,
} from './breach-words.view.js';
import { termKinds, yesNo } from './order.codes.js';
import { permissionOn } from './order.policy.js';
import type { WordedTerm } from './order.queries.js';
import { headOf, type Looking } from './order.view.js';
import type { WholeOrder } from './orders.service.js';
import { termsInForceOn } from './term.rules.js';

/** The page of a breach: what was broken, what became of it, and what can be recorded now. */
export function breachPage(whole: WholeBreach, { actor, today }: Looking) {
  const { kase, order, breach, named, narrative } = whole;
  const address = `/cases/${kase.id}/orders/${order.id}/breaches/${breach.id}`;
  // Where a condition was found reworded since, the breach names both editions; the words of its day are the later one's.
  const inForce = termsInForceOn(order, named, breach.occurredOn);
  const acts = breachActsPossible(breach).filter((act) => may(actor, permissionOn(act), kase));
  return {
    ...headOf(whole, today),
    address,
    order: `/cases/${kase.id}/orders/${order.id}`,
    on: inWords(breach.occurredOn),
    breach: breachTag(breach.state),
    possible: breach.state === 'possible',
    knowledgeToBeProved: breach.knowledgeToBeProved && breach.state !== 'not_a_breach',
    broken: brokenInWords(
      inForce.map(({ number }) => number),
      breach.ofNotification,
    ),
    named: inForce.map(wordedTerm),
    whatHappened: narrative.whatHappened,
    crimeReference: narrative.crimeReference,
    reported: reportedInWords(breach),
    recorded: recordedInWords(breach),
    outcome: outcomeInWords(breach),
    court: breach.courtResult ? courtInWords(breach) : null,
    acts: acts.map((act) => ({
      label: labelOf(breachActs, act),
      href: `${address}/steps/new?act=${act}`,
      act,
    })),
  };
}

/** The form of a new breach. */
export function breachForm(whole: WholeOrder, today: PlainDate) {
  const { kase, order, terms } = whole;
  return {
    ...headOf(whole, today),
    address: `/cases/${kase.id}/orders/${order.id}`,
    terms: termsToChoose(terms),
    yesNo,
    reasons: notReportedReasons,
  };
}

/** The form of an act on a breach. */
export function breachStepForm(whole: WholeBreach, act: ActOnBreach, today: PlainDate) {
  const { kase, order, terms, breach } = whole;
  const address = `/cases/${kase.id}/orders/${order.id}/breaches/${breach.id}`;
  return {
    ...headOf(whole, today),
    heading: labelOf(breachActs, act),
    act,
    address,
    on: inWords(breach.occurredOn),
    version: breach.version,
    possible: breachActsPossible(breach).includes(act),
    terms: termsToChoose(termsInForceOn(order, terms, breach.occurredOn)),
    crimeRecordings,
    outcomes: breachOutcomes.map(({ code }) => ({ code, label: outcomeLabel(code) })),
    courtResults,
  };
}

/** What is known already of what an act changes, so that changing one fact does not lose another. */
export function valuesKnown(
  { breach, narrative }: WholeBreach,
  act: ActOnBreach,
): Record<string, string | null> {
  const digits = (day: PlainDate | null) => day && inDigits(day);
  switch (act) {
    case 'record_crime':
      return {
        recordedAsCrime: breach.recordedAsCrime,
        recordedOn: digits(breach.recordedOn),
        crimeReference: narrative.crimeReference,
      };
    case 'set_outcome':
      return { outcome: breach.outcome, outcomeOn: digits(breach.outcomeOn) };
    case 'set_court_result':
      return { courtResult: breach.courtResult, courtResultOn: digits(breach.courtResultOn) };
    default:
      return {};
  }
}

function wordedTerm({ number, kind, wording }: WordedTerm) {
  return { number, kind: labelOf(termKinds, kind), wording };
}

/** Conditions to tick, each with its words and its days, so that the one of the right day is chosen. */
function termsToChoose(terms: readonly WordedTerm[]): (CodeEntry & { hint: string })[] {
  return terms.map(({ id, number, wording, fromOn, toOn }) => ({
    code: id,
    label: `Condition ${String(number)}: ${wording.length > 160 ? `${wording.slice(0, 160)}…` : wording}`,
    hint: toOn ? `From ${inWords(fromOn)} to ${inWords(toOn)}` : `From ${inWords(fromOn)}`,
  }));
}
