import type { CaseScope } from '../cases/case.policy.js';
import type { Permission } from '../kernel/policy.js';
import type { ActOnBreach } from './breach.codes.js';

const caseworkers = ['advocate', 'supervisor'] as const;
const whileOpen = (_: unknown, kase: CaseScope) => kase.closedOn === null;

/** Orders belong to whoever may see the case: a colleague who covers must be able to record what the court did. */
export const orders = {
  view: { roles: caseworkers, inEmergency: true },
  apply: { roles: caseworkers, when: whileOpen },
  step: { roles: caseworkers, when: whileOpen },
  changeTerms: { roles: caseworkers, when: whileOpen },
} as const satisfies Record<string, Permission<CaseScope>>;

export const breaches = {
  view: { roles: caseworkers, inEmergency: true },
  record: { roles: caseworkers, when: whileOpen },
  // Also once the case is closed: a possible breach that nobody can decide would stay on the board and out of the figures.
  name: { roles: caseworkers },
  report: { roles: caseworkers, when: whileOpen },
  /** That something was no breach takes it out of the figures, so it is not the recorder's to say. */
  dismiss: { roles: ['supervisor'] },
} as const satisfies Record<string, Permission<CaseScope>>;

/** The permission an act on a breach needs. */
export function permissionOn(act: ActOnBreach): Permission<CaseScope> {
  if (act === 'name') return breaches.name;
  return act === 'dismiss' ? breaches.dismiss : breaches.report;
}
