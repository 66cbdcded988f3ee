import { codelist, codesOf, labelOf, type Code } from '../kernel/codelist.js';

/** The lines of a return, in its order. */
export const measures = codelist({
  referrals: 'Referrals received',
  people_supported: 'People supported',
  cases_open_at_start: 'Cases open at the start',
  cases_opened: 'Cases opened',
  cases_closed: 'Cases closed',
  cases_rounding_difference: 'Rounding difference',
  cases_open_at_end: 'Cases open at the end',
  orders_applied: 'Orders applied for',
  interim_orders_made: 'Interim orders made',
  orders_made: 'Full orders made',
  orders_refused: 'Applications refused',
  orders_withdrawn: 'Applications withdrawn',
  breaches: 'Breaches of orders',
});
export type Measure = Code<typeof measures>;

/** Those reckoned from other lines, as these are printed. A stock counted by itself would be a second rounding of the same people. */
export type ReckonedMeasure = 'cases_open_at_start' | 'cases_rounding_difference' | 'cases_open_at_end';
export type CountedMeasure = Exclude<Measure, ReckonedMeasure>;

/** What a figure of a return is, in words that another service could count by and get the same. */
export interface MeasureDefinition {
  readonly measure: Measure;
  readonly label: string;
  /** What one count is. */
  readonly unit: string;
  /** Which day puts a thing in a quarter. */
  readonly window: string;
  readonly rule: string;
  /** Moves on when the unit, the window or the rule does: figures of two versions are two series. */
  readonly version: number;
}

/** Where a counted measure stands in the frozen cubes. */
export interface MeasureSource {
  readonly family: string;
  /** The stages it counts; null where all of the family is one thing. */
  readonly stages: readonly string[] | null;
  /** What it can be broken down by, beside area and quarter. */
  readonly by: readonly string[];
}

const referralFates = [
  'accepted',
  'waiting',
  'redirected',
  'declined',
  'duplicate',
  'unreached',
  'undecided',
].map((fate) => `referral_${fate}`);

export const sources: Readonly<Record<CountedMeasure, MeasureSource>> = {
  referrals: { family: 'referrals_and_cases', stages: referralFates, by: ['stage'] },
  people_supported: { family: 'people_supported', stages: null, by: ['sex', 'relationship', 'cyber'] },
  cases_opened: { family: 'referrals_and_cases', stages: ['case_opened'], by: [] },
  cases_closed: { family: 'referrals_and_cases', stages: ['case_closed'], by: [] },
  orders_applied: { family: 'orders', stages: ['applied'], by: [] },
  interim_orders_made: { family: 'orders', stages: ['interim_made'], by: [] },
  orders_made: { family: 'orders', stages: ['full_made'], by: [] },
  orders_refused: { family: 'orders', stages: ['refused'], by: [] },
  orders_withdrawn: { family: 'orders', stages: ['withdrawn'], by: [] },
  breaches: { family: 'breaches', stages: null, by: ['outcome'] },
};

const ofCase = 'The police area is that of the case.';
const courtDay = 'The day the court or the police did it, as told to the service.';

const described: Readonly<Record<Measure, Omit<MeasureDefinition, 'measure' | 'label' | 'version'>>> = {
  referrals: {
    unit: 'One referral: one asking for help for one person.',
    window: 'The day it was received, in London.',
    rule:
      'Every referral received counts, by its decision as it stood at the cut-off of the figures it is first in. A second referral of ' +
      'the same person counts again, as a duplicate, so this is not a number of people. The police area is that of the referral.',
  },
  people_supported: {
    unit: 'One person.',
    window: 'The day of the first two-way contact with the person after a referral of theirs was accepted.',
    rule:
      'Each person counts once, ever, so quarters may be added up. Sex, relationship and any stalking online or by device are as ' +
      `recorded when the figures were frozen; what is not known is counted by the reason why. ${ofCase}`,
  },
  cases_open_at_start: {
    unit: 'One case.',
    window: 'The first day of the period, before anything is opened or closed on it.',
    rule: 'All cases ever printed as opened, less all printed as closed, before the period: reckoned, not counted again.',
  },
  cases_opened: {
    unit: 'One case: one person and one course of conduct.',
    window: 'The day it was opened.',
    rule: `Every case opened counts, whatever became of it. ${ofCase}`,
  },
  cases_closed: {
    unit: 'One case.',
    window: 'The day it was closed.',
    rule: `Every case closed counts, for whatever reason. ${ofCase}`,
  },
  cases_rounding_difference: {
    unit: 'One case.',
    window: 'The whole period.',
    rule: 'What must be added for the cases open at the end not to be fewer than none. It is 0 but where the figures are very small.',
  },
  cases_open_at_end: {
    unit: 'One case.',
    window: 'The last day of the period, after everything opened or closed on it.',
    rule: 'Open at the start, plus opened, less closed, all as printed, with any rounding difference shown.',
  },
  orders_applied: {
    unit: 'One application for a stalking protection order.',
    window: courtDay,
    rule: `An application for an interim and a full order is one. ${ofCase}`,
  },
  interim_orders_made: {
    unit: 'One interim stalking protection order.',
    window: courtDay,
    rule: `Renewals and variations are not counted. ${ofCase}`,
  },
  orders_made: {
    unit: 'One full stalking protection order.',
    window: courtDay,
    rule: `Renewals and variations are not counted. ${ofCase}`,
  },
  orders_refused: {
    unit: 'One application for a stalking protection order.',
    window: courtDay,
    rule: `The court refused the application as a whole. What the police decided not to apply for is not counted. ${ofCase}`,
  },
  orders_withdrawn: {
    unit: 'One application for a stalking protection order.',
    window: courtDay,
    rule: `Withdrawn before the court decided. ${ofCase}`,
  },
  breaches: {
    unit: 'One breach of a stalking protection order, interim or full.',
    window: 'The day it happened.',
    rule:
      'A breach counts once it is known which condition it broke, by the furthest it had got when the figures were frozen: not ' +
      `reported, reported, recorded as a crime, or an outcome. These are breaches known to the service, not to the police. ${ofCase}`,
  },
};

const version = 1;

export const definitions: readonly MeasureDefinition[] = codesOf(measures).map(definitionOf);

export function definitionOf(measure: Measure): MeasureDefinition {
  return { measure, label: labelOf(measures, measure), ...described[measure], version };
}
