import type { CaseScope } from '../cases/case.policy.js';
import type { Permission } from '../kernel/policy.js';

/** What a permission over an assessment may ask of it, besides its case. */
export interface AssessmentScope extends CaseScope {
  readonly authorId: string;
}

/** What a permission over an assessment asks of it, read from the assessment and its case. */
export function scopeOf(opened: {
  readonly assessment: { readonly authorId: string };
  readonly kase: CaseScope;
}): AssessmentScope {
  const { advocateId, closedOn, ...reached } = opened.kase;
  const { inEmergency } = reached;
  const scope = { advocateId, closedOn, authorId: opened.assessment.authorId };
  return inEmergency ? { ...scope, inEmergency } : scope;
}

const isOpen = (kase: CaseScope) => kase.closedOn === null;

export const risk = {
  view: { roles: ['advocate', 'supervisor'], inEmergency: true },
  assess: { roles: ['advocate', 'supervisor'], when: (_, kase) => isOpen(kase) },
} as const satisfies Record<string, Permission<CaseScope>>;

/** What is done to one assessment. A draft is its author's alone to go on with; who reviews must be somebody else, by rule. */
export const assessments = {
  review: { roles: ['supervisor'] },
  change: {
    roles: ['advocate', 'supervisor'],
    when: (actor, { authorId, ...kase }) => isOpen(kase) && authorId === actor.userId,
  },
} as const satisfies Record<string, Permission<AssessmentScope>>;
