import { codelist, type Code } from '../kernel/codelist.js';

/** Who is asked. Commissioners, forces and councils are 'other'. */
export const authorityKinds = codelist({
  central_government: 'Central government, Parliament or the armed forces',
  other: 'Any other public authority, including the police and commissioners',
});
export type AuthorityKind = Code<typeof authorityKinds>;

/** The work an estimate may be made of: reg.4(3) of the fees regulations lists these four and no others. */
export const countableActs = codelist({
  determining: 'Determining whether the information is held',
  locating: 'Locating it, or a document that may contain it',
  retrieving: 'Retrieving it, or a document that may contain it',
  extracting: 'Extracting it from a document containing it',
});
export type CountableAct = Code<typeof countableActs>;

/** Work that is done and may not be counted. Here so that an officer can enter it and see that it did not count. */
export const uncountableActs = codelist({
  redacting: 'Redacting',
  considering_exemptions: 'Considering exemptions',
  seeking_approval: 'Seeking approval',
  drafting: 'Drafting the answer',
});
export type UncountableAct = Code<typeof uncountableActs>;

/** Minutes of one kind of work for each record, over so many records. */
export interface WorkEstimate {
  readonly act: CountableAct | UncountableAct;
  readonly records: number;
  readonly minutesEach: number;
}

export interface CostEstimate {
  /** Whole pounds, rounded down: a limit is passed only by a full pound over it. */
  readonly pounds: number;
  readonly hours: number;
  readonly limitPounds: number;
  readonly limitHours: number;
  readonly overLimit: boolean;
  readonly sentence: string;
}

/** Pounds an hour, whoever does the work: reg.4(4). */
export const poundsAnHour = 25;

/** Whole pounds. Freedom of Information and Data Protection (Appropriate Limit and Fees) Regulations 2004, reg.3. */
export const limitPounds = { central_government: 600, other: 450 } as const satisfies Record<
  AuthorityKind,
  number
>;

/**
 * What answering would cost at £25 an hour, countable work only, beside the limit: £600 (24 hours) or £450 (18 hours).
 * Exactly the limit is within it. 35,726 records at 5 minutes are 2,977 hours.
 * FOIA 2000, s.12(1); the 2004 fees regulations, regs.3 and 4.
 * @throws RangeError where a number is negative
 */
export function estimateCost(kind: AuthorityKind, work: readonly WorkEstimate[]): CostEstimate {
  if (work.some(({ records, minutesEach }) => records < 0 || minutesEach < 0)) {
    throw new RangeError('Records and minutes are 0 or more');
  }
  const minutes = work
    .filter(({ act }) => isCountable(act))
    .reduce((sum, each) => sum + each.records * each.minutesEach, 0);
  const limit = limitPounds[kind];
  const estimate = {
    pounds: Math.floor((minutes * poundsAnHour) / 60),
    hours: Math.floor(minutes / 60),
    limitPounds: limit,
    limitHours: limit / poundsAnHour,
    overLimit: minutes * poundsAnHour > limit * 60,
  };
  return { ...estimate, sentence: inSentence(estimate) };
}

function isCountable(act: WorkEstimate['act']): act is CountableAct {
  return countableActs.some((entry) => entry.code === act);
}

function inSentence({
  hours,
  pounds,
  limitHours,
  limitPounds: limit,
  overLimit,
}: Omit<CostEstimate, 'sentence'>): string {
  const [h, p] = [hours.toLocaleString('en-GB'), pounds.toLocaleString('en-GB')];
  return (
    `Finding and extracting this would take about ${h} hours, which at £${String(poundsAnHour)} an hour is £${p}. ` +
    `The limit is ${String(limitHours)} hours (£${String(limit)}), so it is ${overLimit ? 'over' : 'within'} the limit.`
  );
}
