import { RuleBroken } from '../kernel/errors.js';
import type { PlainDate } from '../kernel/plain-date.js';
import type { Eligibility, HoursCounted, Post, TargetMeasure } from './contract.codes.js';

/** What a contract says that changes figures or their days. */
export interface Terms {
  readonly cutOffDays: number;
  readonly returnDueDays: number;
  readonly annualCostPounds: number;
  readonly eligibility: Eligibility;
  /** Calendar days after a complaint was received; null where the contract says none. */
  readonly acknowledgeDays: number | null;
  readonly answerDays: number | null;
}

/**
 * Terms that can be proposed in the place of those there are; returned unchanged.
 * @throws RuleBroken `return-due-before-cut-off`, `answered-before-acknowledged`, or `nothing-changes`
 */
export function soundTerms(wanted: Terms, present: Terms): Terms {
  if (wanted.returnDueDays <= wanted.cutOffDays)
    throw new RuleBroken('return-due-before-cut-off', 'A return must be due after the cut-off');
  const { acknowledgeDays, answerDays } = wanted;
  if (acknowledgeDays !== null && answerDays !== null && answerDays < acknowledgeDays)
    throw new RuleBroken(
      'answered-before-acknowledged',
      'An answer cannot be due before the acknowledgement',
    );
  const money = ['cutOffDays', 'returnDueDays', 'annualCostPounds', 'eligibility'] as const;
  const names = [...money, 'acknowledgeDays', 'answerDays'] as const;
  if (names.every((name) => wanted[name] === present[name])) throw nothingChanges();
  return wanted;
}

/** What a target asks, and of which risk. */
export interface TargetSaid {
  readonly measure: TargetMeasure;
  readonly risk: string | null;
  readonly withinHours: number;
  readonly sharePercent: number;
  readonly countedIn: HoursCounted;
}

/** The target there is of the same measure and risk; undefined where there is none. */
export function targetLike<T extends Pick<TargetSaid, 'measure' | 'risk'>>(
  { measure, risk }: Pick<TargetSaid, 'measure' | 'risk'>,
  targets: readonly T[],
): T | undefined {
  return targets.find((each) => each.measure === measure && each.risk === risk);
}

/** A target that asks something else than the one there is; returned unchanged. @throws RuleBroken `nothing-changes` */
export function soundTarget(wanted: TargetSaid, targets: readonly TargetSaid[]): TargetSaid {
  const present = targetLike(wanted, targets);
  const same =
    present?.withinHours === wanted.withinHours &&
    present.sharePercent === wanted.sharePercent &&
    present.countedIn === wanted.countedIn;
  if (same) throw nothingChanges();
  return wanted;
}

function nothingChanges(): RuleBroken {
  return new RuleBroken('nothing-changes', 'That is what the contract says already');
}

/**
 * Full-time equivalents in hundredths, as somebody wrote them: '2.5' is 250, '1' is 100. More than none, and at most 100.
 * @throws RuleBroken `fte-not-a-number`
 */
export function hundredthsOf(fte: string): number {
  const [, whole = '', part = ''] = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(fte.trim()) ?? [];
  const hundredths = Number(whole) * 100 + Number(part.padEnd(2, '0'));
  if (whole !== '' && hundredths >= 1 && hundredths <= 10_000) return hundredths;
  throw new RuleBroken('fte-not-a-number', 'Enter how many full-time equivalents, such as 2.5');
}

/** Some posts, from a day to a day, both inclusive; null where no end is known. */
export interface Staffing {
  readonly post: Post;
  readonly hundredths: number;
  readonly fromOn: PlainDate;
  readonly toOn: PlainDate | null;
}

/** Days in their order, both inclusive; the last returned unchanged. @throws RuleBroken `staffing-ends-before-it-begins` */
export function soundLastDay<D extends PlainDate | null>(toOn: D, fromOn: PlainDate): D {
  if (toOn !== null && toOn < fromOn)
    throw new RuleBroken('staffing-ends-before-it-begins', 'The last day must not be before the first');
  return toOn;
}

/** Hundredths of full-time equivalents of advocates on a day. Paid for from 1 March to 31 March 2026, they count on both. */
export function advocatesOn(staffing: readonly Staffing[], day: PlainDate): number {
  return staffing
    .filter(
      ({ post, fromOn, toOn }) => post === 'advocate' && fromOn <= day && (toOn === null || day <= toOn),
    )
    .reduce((sum, { hundredths }) => sum + hundredths, 0);
}

/** What the caseload of a whole service is made of, over the contracts that run. */
export interface ServiceCaseload {
  readonly openCases: number;
  /** Hundredths of full-time equivalents. */
  readonly advocates: number;
  readonly contracts: number;
}

/** Open cases for each full-time advocate, to one decimal: 7 cases and 2.5 of them are 2.8. Null where there is no advocate. */
export function casesForEach(openCases: number, hundredths: number): number | null {
  return hundredths === 0 ? null : Math.round((openCases * 1000) / hundredths) / 10;
}
