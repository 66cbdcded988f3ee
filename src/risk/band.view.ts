import type { RiskBand } from '../codes/risk-band.codes.js';
import { labelOf } from '../kernel/codelist.js';
import { appliedOverrides, couldReach, toolBand } from './band.rules.js';
import {
  counted,
  itemsOf,
  thresholdsInWords,
  totals,
  type Answers,
  type Definition,
} from './instrument.rules.js';
import { assessmentStates, toolBands, type AssessmentState, type ToolBand } from './risk.codes.js';

/** A word in a coloured tag. The word says it all; the colour only helps to find it. */
export interface Tag {
  readonly text: string;
  readonly classes: string;
}

/** What the answers come to, in words. */
export interface Result {
  readonly tag: Tag;
  readonly band: ToolBand;
  readonly counts: readonly { readonly label: string; readonly count: number }[];
  readonly because: readonly string[];
  /** What the unknown answers might make of it, where that is more; else null. */
  readonly unknowns: string | null;
}

const bandColours = {
  standard: 'blue',
  medium: 'yellow',
  high: 'red',
  none_set: 'grey',
} as const satisfies Record<ToolBand, string>;
const stateColours = {
  draft: 'grey',
  submitted: 'light-blue',
  agreed: 'green',
  amended: 'purple',
  returned: 'orange',
} as const satisfies Record<AssessmentState, string>;

export function bandTag(band: RiskBand | ToolBand): Tag {
  return {
    text: band === 'none_set' ? 'No band' : labelOf(toolBands, band),
    classes: `govuk-tag--${bandColours[band]}`,
  };
}

export function stateTag(state: AssessmentState): Tag {
  return { text: labelOf(assessmentStates, state), classes: `govuk-tag--${stateColours[state]}` };
}

/** What these answers come to: the band, how it came about, and how far what is not known leaves it open. */
export function resultOf(definition: Definition, answers: Answers): Result {
  const band = toolBand(definition, answers);
  const might = couldReach(definition, answers);
  return {
    band,
    tag: bandTag(band),
    counts: countsOf(definition, answers),
    because: [...byCount(definition, answers), ...byOverride(definition, answers)],
    unknowns:
      might === band
        ? null
        : `If what is not known turned out for the worse, the answers would give ${might}.`,
  };
}

function countsOf(definition: Definition, answers: Answers) {
  const { yes, no, dontKnow, notAsked, unanswered } = totals(definition, answers);
  const counts = [
    { label: 'Yes', count: yes },
    { label: 'No', count: no },
    { label: 'Don’t know', count: dontKnow },
    { label: 'Not asked', count: notAsked },
  ];
  return unanswered > 0 ? [...counts, { label: 'No answer yet', count: unanswered }] : counts;
}

function byCount(definition: Definition, answers: Answers): string[] {
  if (definition.thresholds.length === 0) return ['This instrument sets no bands by counting.'];
  const counting = itemsOf(definition).filter(({ countsWhen }) => countsWhen !== 'never').length;
  return [
    `${String(counted(definition, answers))} of ${String(counting)} questions count towards the band. ${thresholdsInWords(definition)}.`,
  ];
}

function byOverride(definition: Definition, answers: Answers): string[] {
  const codes = itemsOf(definition).map(({ code }) => code);
  return appliedOverrides(definition, answers).map(
    ({ item, answer, atLeast }) =>
      `Question ${String(codes.indexOf(item) + 1)} alone makes it at least ${atLeast}: the answer was ${answer}.`,
  );
}
