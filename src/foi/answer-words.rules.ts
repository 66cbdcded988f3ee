import { labelOf } from '../kernel/codelist.js';
import { listed } from './answer-table.rules.js';
import { exemptions, measures, type Exemption, type Measure } from './foi.codes.js';
import { askedOrders, askedOutcomes, breakdowns, orderStages } from './question.codes.js';
import type { Question } from './question.rules.js';

export interface Records {
  readonly authority: string;
  /** The advocacy services whose cases are counted, by name. */
  readonly services: readonly string[];
  /** Where they work, as people say it: 'Cumbria'. */
  readonly area: string;
}

/** What only the police can count. Victims are not here: those a service supports are its own to count. */
const policeMeasures: ReadonlySet<Measure> = new Set([
  'stalking_incidents',
  'stalking_reports',
  'recorded_offences',
  'arrests',
  'charges',
  'convictions',
  'no_further_action',
]);

/** Whether everything a question counts is counted by the police and not by an advocacy service. */
export function isForPolice({ measures: counted }: Pick<Question, 'measures'>): boolean {
  return counted.length > 0 && counted.every((measure) => policeMeasures.has(measure));
}

/** What a body that pays for services records itself, and no service does: grants, their worth, and who had them. */
export function isForCommissioner({ measures: counted }: Pick<Question, 'measures'>): boolean {
  return counted.length > 0 && counted.every((measure) => measure === 'services_commissioned');
}

/** The sentences an answer opens with: whose records the figures are, and what they are not. */
export function whoseRecords(
  { services, area, authority }: Records,
  questions: readonly Question[],
): string[] {
  const own = questions.some(isForCommissioner);
  const others = questions.length === 0 || !questions.every(isForCommissioner);
  return [
    ...(others
      ? [
          `These figures count people supported by ${listed(services)} in ${area}, and are held for ${authority}. ` +
            'They are not crimes recorded by the police, and they do not count everyone who has been stalked.',
        ]
      : []),
    ...(own
      ? [`What is said of services commissioned is from the records of ${authority}, and counts no people.`]
      : []),
  ];
}

/** How a question was read, so that the requester can say if it was meant otherwise. */
export function howRead(question: Question): string {
  const { measures: counted, orderTypes, stage, outcome, by } = question;
  const what = listed(counted.map((measure) => labelOf(measures, measure).toLowerCase()));
  const orders = listed(orderTypes.map((order) => labelOf(askedOrders, order).toLowerCase()));
  const parts = [
    ...(orders === '' ? [] : [orders]),
    ...(stage === null ? [] : [`${labelOf(orderStages, stage).toLowerCase()} orders only`]),
    ...(outcome === null ? [] : [`outcome: ${labelOf(askedOutcomes, outcome).toLowerCase()}`]),
    ...(by.length === 0 ? [] : [`by ${listed(by.map((each) => labelOf(breakdowns, each).toLowerCase()))}`]),
  ];
  return `We have read this as asking for: ${[what, ...parts].join('; ')}.`;
}

/** That the police hold what is asked, what that means, and what is offered instead. FOIA 2000, s.16. */
export function askThePolice(question: Question, { services, area }: Records): string {
  const what = listed(question.measures.map((measure) => labelOf(measures, measure).toLowerCase()));
  return (
    `The police hold this (${what}), and it is theirs to give: we suggest that you ask the police force for ${area}. ` +
    `What ${listed(services)} can give is the number of cases opened for people supported, which is a different count of different people.`
  );
}

/** That orders are counted as they became known to a service. */
export function knownToService({ services }: Records): string {
  return (
    `Orders and breaches are counted where they were made known to ${listed(services)}. ` +
    'The police and the courts hold the full count.'
  );
}

/** Why narrative text is not searched, under which exemption, and what is offered instead. FOIA 2000, ss.16 and 17(1). */
export const freeTextRefused =
  'The records are narrative text about people who have been stalked. We do not search it for words to answer a request: what it ' +
  'mentions is not a count of anything, and reading it would put the people in it at risk. A second count of the same people could ' +
  'tell who they are, so section 40(2) of the Freedom of Information Act 2000 applies. What kinds of cyber ' +
  'stalking there were is recorded as codes, and figures from those are what we offer instead.';

/** The refusal of a question under an exemption, with the reason it applies. FOIA 2000, s.17(1) and (3). */
export function refused(exemption: Exemption, reason: string | null): string {
  const cited = labelOf(exemptions, exemption);
  if (exemption === 's40_5') return `We neither confirm nor deny that we hold this. ${builtIn.s40_5}`;
  const why = reason ?? builtIn[exemption] ?? '';
  return `We hold information of this kind and withhold it under ${cited} of the Freedom of Information Act 2000. ${why}`.trim();
}

const builtIn: Readonly<Partial<Record<Exemption, string>>> & { readonly s40_5: string } = {
  s40_1:
    'It is about you, so another law gives it to you: please make a subject access request, and we will not need to publish it.',
  s40_2:
    'It is the personal data of people who have been stalked, of those accused and of others. Disclosure under the Act is to ' +
    'everyone, and would be neither fair nor lawful.',
  s40_5:
    'The question is about a person. To say whether anyone is or is not known to an advocacy service would itself disclose ' +
    'personal data about them, so our answer would be the same if we held nothing: section 40(5B) of the Freedom of ' +
    'Information Act 2000.',
};

/** Whether a reason of the officer's own is needed: a built-in one will not do for the exemption. */
export function needsReason(exemption: Exemption): boolean {
  return builtIn[exemption] === undefined;
}

/** How to complain: first to the authority, then to the Commissioner. FOIA 2000, s.17(7) and s.50. */
export function howToComplain(reviewTo: string): string[] {
  return [
    'If you are not content with this answer, or with how we dealt with your request, you may ask us to review it. Please write to ' +
      `${reviewTo} within 40 working days of receiving this. Someone who did not draft this answer will look at it again.`,
    'If you are still not content you may complain to the Information Commissioner, at ico.org.uk/foicomplaints, who will normally ' +
      'expect you to have asked us for a review first.',
  ];
}
