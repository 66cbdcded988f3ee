import { cyberTypes } from '../codes/behaviour.codes.js';
import { countingBreaksWithin } from '../codes/counting-breaks.js';
import { labelOf } from '../kernel/codelist.js';
import { listed, type Figures } from './answer-table.rules.js';
import { isForCommissioner } from './answer-words.rules.js';
import { askedOutcomes, breakdowns, orderStages, type Filter } from './question.codes.js';
import type { Question } from './question.rules.js';
import type { ConcretePeriods } from './which-periods.rules.js';

/** What must be said of figures that are not quite what was asked, or that span a change in how police count. */
export function limitsOf(question: Question, figures: Figures, periods: ConcretePeriods): string[] {
  const published = figures.rounded
    ? [...widerThanAsked(question, figures), ...notBrokenDown(question, figures)]
    : [];
  return [...published, ...(isForCommissioner(question) ? [] : countingBreaks(periods))];
}

/** What figures that were never rounded still lack: unlike published ones they can be counted again, as they were asked. */
export function lackingIn(question: Question, figures: Figures): string[] {
  if (figures.rounded) return [];
  const lacking = [
    ...filtersLacking(question, figures).map(filterInWords(question)),
    ...breakdownsLacking(question, figures),
  ];
  return lacking.map((each) => `Give the figures as asked: ${each}`);
}

/** A part of a request that is withheld is refused as the whole of one is, with its exemption: FOIA 2000, s.17(1). */
const countedOnce =
  'to count the same people again another way could tell who they are: section 40(2) of the Freedom of Information Act 2000';

// Printed alone, a figure for everyone would pass for a figure of those with a tracker.
function widerThanAsked(question: Question, figures: Figures): string[] {
  const lacking = filtersLacking(question, figures).map(filterInWords(question));
  if (lacking.length === 0) return [];
  return [
    `These figures are wider than the question: they are not confined to ${listed(lacking)}. Figures are counted and ` +
      `rounded once, and not confined in that way, so we give the nearest that we have: ${countedOnce}.`,
  ];
}

// A breakdown nobody published cannot be had by counting again: that would be a second count beside the first.
function notBrokenDown(question: Question, figures: Figures): string[] {
  const lacking = breakdownsLacking(question, figures);
  if (lacking.length === 0) return [];
  return [
    `We cannot give this ${listed(lacking)}. Figures are counted and rounded once, and this is not one of the ways in which ` +
      `they are; ${countedOnce}.`,
  ];
}

function countingBreaks({ periods }: ConcretePeriods): string[] {
  const days = periods.map(({ period }) => period);
  const [from, to] = [
    days.map((each) => each.from).sort()[0],
    days
      .map((each) => each.to)
      .sort()
      .at(-1),
  ];
  const within = from === undefined || to === undefined ? [] : countingBreaksWithin({ from, to });
  if (within.length === 0) return [];
  return [
    `The rules by which the police count stalking changed within these periods. ${within.map(({ sentence }) => sentence).join(' ')} ` +
      'Our figures do not follow those rules; but take care in setting them beside police figures, and note that such a change may ' +
      'alter who is referred to a service.',
  ];
}

function breakdownsLacking({ by }: Question, figures: Figures): string[] {
  return by
    .filter((each) => !figures.by.includes(each))
    .map((each) => `by ${labelOf(breakdowns, each).toLowerCase()}`);
}

function filtersLacking(question: Question, figures: Figures): Filter[] {
  const asked: Filter[] = [
    ...(question.stage === null ? [] : (['stage'] as const)),
    ...(question.outcome === null ? [] : (['outcome'] as const)),
    ...(question.cyber.length === 0 ? [] : (['cyber'] as const)),
    ...(question.eligibility === null ? [] : (['eligibility'] as const)),
  ];
  return asked.filter((each) => !figures.confinedTo.includes(each));
}

function filterInWords({ stage, outcome, cyber }: Question): (filter: Filter) => string {
  const words: Readonly<Record<Filter, string>> = {
    stage: stage === null ? '' : `${labelOf(orderStages, stage).toLowerCase()} orders`,
    outcome: outcome === null ? '' : `the outcome “${labelOf(askedOutcomes, outcome).toLowerCase()}”`,
    cyber: `cases coded ${listed(cyber.map((type) => `“${labelOf(cyberTypes, type).toLowerCase()}”`))}`,
    eligibility: 'services open to more than victims of a former partner',
  };
  return (filter) => words[filter];
}
