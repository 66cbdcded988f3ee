import type { Person } from '../kernel/actor.js';
import { codesOf, labelOf } from '../kernel/codelist.js';
import { may } from '../kernel/policy.js';
import { safeties } from '../parties/contact.codes.js';
import { dangerDecisions, dangerSteps, type DangerStep } from './danger.codes.js';
import { dangers } from './danger.policy.js';
import type { Danger, StepRow } from './danger.queries.js';
import { unfinishedSteps } from './danger.rules.js';
import type { DangerScreen } from './dangers.service.js';

/** The one screen: each step with what was done, and whether it is still to do. */
export function dangerScreen(actor: Person, { kase, danger, steps, leads, over }: DangerScreen) {
  return {
    caseId: kase.id,
    reference: kase.reference,
    began: danger && { at: danger.beganAt, by: danger.beganBy },
    escalated: danger?.escalated ?? false,
    steps: Object.fromEntries(stepViews(steps).map((step) => [step.code, step])),
    unfinished: unfinishedSteps(steps).length,
    leads: leads.map(({ staffId, who, onCall }) => ({
      code: staffId,
      label: onCall ? `${who} (on call now)` : who,
    })),
    onCall: leads.some(({ onCall }) => onCall),
    mayEnd: danger !== undefined && may(actor, dangers.end, kase),
    over: { ...over, rows: over.rows.map(dangerView) },
  };
}

/** One that is over, as it was followed. */
export function dangerRecord(danger: Danger, steps: readonly StepRow[]) {
  return { ...dangerView(danger), steps: stepViews(steps) };
}

function stepViews(steps: readonly StepRow[]) {
  const open = unfinishedSteps(steps);
  return codesOf(dangerSteps).map((code) => ({
    code,
    label: labelOf(dangerSteps, code),
    done: !open.includes(code),
    lines: steps.filter(({ step }) => step === code).map(lineOf),
    latest: latestOf(steps.findLast(({ step }) => step === code)),
  }));
}

/** What stands of a step, for its heading: a thing not done is not ticked. */
function latestOf(row: StepRow | undefined): { said: string; isDone: boolean } | null {
  return row ? { said: lineOf(row).said, isDone: row.standing === 'done' && row.safe !== 'no' } : null;
}

function lineOf({ step, standing, safe, told, words, addressId, takenAt, takenBy }: StepRow) {
  const said =
    safe === null ? didOf(step, standing === 'done', told) : `Safe now: ${labelOf(safeties, safe)}`;
  return { said, words, addressId, takenAt, takenBy };
}

function didOf(step: DangerStep, isDone: boolean, told: string | null): string {
  if (step === 'agreed') return 'Agreed';
  if (step === 'lead') return isDone ? `${told ?? 'Somebody'} told` : 'Nobody told';
  return isDone ? '999 told' : '999 not told';
}

function dangerView({ id, beganAt, beganBy, endedAt, endedBy, decision, why }: Danger) {
  const decided = decision === null ? null : labelOf(dangerDecisions, decision);
  return { id, beganAt, beganBy, endedAt, endedBy, decision: decided, why };
}
