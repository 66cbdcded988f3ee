import type { RiskBand } from '../codes/risk-band.codes.js';
import { codesOf } from '../kernel/codelist.js';
import { targetMeasures, type TargetMeasure } from '../people/contract.codes.js';
import type { ClockState } from './clock.codes.js';
import {
  askedOf,
  dueFirst,
  hasRun,
  pauseAt,
  whyDue,
  type Term,
  type Timing,
} from './response-clock.rules.js';

/** What has come of a referral so far, as far as its clocks ask. An instant is null where it has not come. */
export interface ClockFacts extends Timing {
  readonly terms: readonly Term[];
  readonly risk: RiskBand | null;
  /** When it was first decided, whatever was put right later. */
  readonly decidedAt: Date | null;
  readonly firstAttemptAt: Date | null;
  /** When the client first answered, both ways. A call that was cut short because it was not safe is an attempt alone. */
  readonly firstContactAt: Date | null;
  readonly assessedAt: Date | null;
  /** When it was turned away, or its case closed: nothing more is to come of it. */
  readonly endedAt: Date | null;
}

/** One clock as it stands. Minutes are whole, rounded down, without the time it stood still. */
export interface Reading {
  readonly measure: TargetMeasure;
  readonly state: ClockState;
  /** When what it times was done, or was no longer to come. */
  readonly endedAt: Date | null;
  readonly dueAt: Date | null;
  readonly because: string | null;
  /** Past its due time: still, or as it was done. What ended without it is not called late. */
  readonly late: boolean;
  readonly elapsedMinutes: number;
  /** Minutes in which the service was open; null where no opening hours are known. */
  readonly workingMinutes: number | null;
  /** As they pass, until it is due; negative once it is late, null where nothing is due any more. */
  readonly remainingMinutes: number | null;
}

/** The four clocks of a referral, which all run from when it was received. */
export function readings(facts: ClockFacts, now: Date): Reading[] {
  return codesOf(targetMeasures).map((measure) => readingOf(facts, measure, now));
}

/** Those of a referral's clocks that run on or stand still, the one due first first; what nothing is asked of comes last. */
export function stillRunning(facts: ClockFacts, now: Date): Reading[] {
  return readings(facts, now)
    .filter(({ state }) => state === 'running' || state === 'stands_still')
    .toSorted((one, other) => instant(one) - instant(other));
}

/** When the first of a referral's clocks is due, in milliseconds, for sorting: nothing due is last. */
export function worstDue(facts: ClockFacts, now: Date): number {
  const dues = codesOf(targetMeasures)
    .filter((measure) => endOf(facts, measure) === null)
    .map((measure) => dueFirst(facts, askedOf(measure, facts.terms, facts.risk), now)?.at.getTime());
  return Math.min(Infinity, ...dues.filter((due) => due !== undefined));
}

function readingOf(facts: ClockFacts, measure: TargetMeasure, now: Date): Reading {
  const ended = endOf(facts, measure);
  const until = ended?.at ?? now;
  const due = dueFirst(facts, askedOf(measure, facts.terms, facts.risk), until);
  const state = ended?.state ?? (pauseAt(facts.pauses, now) ? 'stands_still' : 'running');
  return {
    measure,
    state,
    endedAt: ended === null ? null : ended.at,
    ...(due
      ? dueOf(facts, due, { state, until })
      : { dueAt: null, because: null, late: false, remainingMinutes: null }),
    elapsedMinutes: minutes(hasRun(facts, 'elapsed', until)),
    workingMinutes: facts.calendar.hours.length === 0 ? null : minutes(hasRun(facts, 'working', until)),
  };
}

function dueOf(
  facts: ClockFacts,
  due: NonNullable<ReturnType<typeof dueFirst>>,
  { state, until }: { readonly state: ClockState; readonly until: Date },
) {
  const runs = state === 'running' || state === 'stands_still';
  return {
    dueAt: due.at,
    because: whyDue(facts, due, until),
    late: until > due.at && (state === 'running' || state === 'done'),
    remainingMinutes: runs ? minutes(due.at.getTime() - until.getTime()) : null,
  };
}

function endOf(
  { decidedAt, firstAttemptAt, firstContactAt, assessedAt, endedAt }: ClockFacts,
  measure: TargetMeasure,
): { readonly state: ClockState; readonly at: Date } | null {
  const done = {
    triage: decidedAt,
    first_attempt: firstAttemptAt,
    first_contact: firstContactAt,
    assessment: assessedAt,
  };
  const at = done[measure];
  if (at !== null) return { state: 'done', at };
  return endedAt === null ? null : { state: 'over', at: endedAt };
}

const minutes = (milliseconds: number) => Math.floor(milliseconds / 60_000);
const instant = ({ dueAt }: Reading) => dueAt?.getTime() ?? Infinity;
