import { codesOf } from '../kernel/codelist.js';
import { RuleBroken } from '../kernel/errors.js';
import type { Safety } from '../parties/contact.codes.js';
import { dangerSteps, type DangerDecision, type DangerStep, type StepStanding } from './danger.codes.js';

/** A step as far as it counts towards a danger being finished. */
export interface StepTaken {
  readonly step: DangerStep;
  /** Of whereabouts: whether the person is safe there. Null of every other step. */
  readonly safe: Safety | null;
}

/**
 * The steps that are still to be taken, in the order they are taken. A step that was not done for a reason somebody gave is
 * taken; where the person is stays open until they were last said to be safe: not known is not safe.
 */
export function unfinishedSteps(taken: readonly StepTaken[]): DangerStep[] {
  return codesOf(dangerSteps).filter((step) => {
    const last = taken.findLast((one) => one.step === step);
    return step === 'whereabouts' ? last?.safe !== 'yes' : last === undefined;
  });
}

/** A danger that is not over, as the job that looks at its clock sees it. */
export interface RunningDanger {
  readonly beganAt: Date;
  readonly steps: readonly StepTaken[];
}

/** After how many minutes a danger goes up: to whoever is on call, then to every supervisor who may know; and, with every step taken, undecided. */
export const dangerMinutes = { toLead: 15, toAll: 60, undecided: 12 * 60 } as const;

/**
 * How far up a danger belongs: 0 nowhere, 1 to whoever is on call, 2 to all supervisors who may know. Begun at 14:00 with a
 * step still to take, it goes up at 14:15 and again at 15:00, those minutes included; with all taken, undecided, at 02:00.
 */
export function dangerLevel({ beganAt, steps }: RunningDanger, now: Date): 0 | 1 | 2 {
  const minutes = (now.getTime() - beganAt.getTime()) / 60_000;
  if (unfinishedSteps(steps).length === 0) return minutes >= dangerMinutes.undecided ? 2 : 0;
  if (minutes >= dangerMinutes.toAll) return 2;
  return minutes >= dangerMinutes.toLead ? 1 : 0;
}

/**
 * What a step that was not done has to say.
 * @throws RuleBroken `not-done-says-why`
 */
export function soundStep(standing: StepStanding, words: string | undefined): void {
  if (standing === 'not_done' && words === undefined)
    throw new RuleBroken('not-done-says-why', 'Say why it was not done');
}

/**
 * A decision that a danger is over; returned unchanged. That the person is safe needs every step taken; that the police have
 * it needs the police told.
 * @throws RuleBroken `danger-not-over`
 */
export function soundEnding(decision: DangerDecision, taken: readonly StepTaken[]): DangerDecision {
  const open = unfinishedSteps(taken);
  if (decision === 'person_safe' && open.length > 0)
    throw new RuleBroken('danger-not-over', 'Something is still to be done. Record each step first');
  if (decision === 'with_police' && open.includes('police'))
    throw new RuleBroken('danger-not-over', 'Nobody has told the police. Record that first');
  return decision;
}
