import type { CaseScope } from '../cases/case.policy.js';
import type { Permission } from '../kernel/policy.js';

/** Who has how much to do, and who has it while they are away or once they have left: of one's own teams, as row security says. */
export const workers = {
  view: { roles: ['supervisor'] },
  setCapacity: { roles: ['supervisor'] },
  setAbilities: { roles: ['supervisor'] },
  keepAbsences: { roles: ['supervisor'] },
  // It shuts somebody out for good: only two others let them in again.
  letGo: { roles: ['supervisor'], stepUp: true },
} as const satisfies Record<string, Permission>;

/** What a case asks of whoever has it. */
export const needs = {
  set: { roles: ['advocate', 'supervisor'], when: (_, kase) => kase.closedOn === null },
} as const satisfies Record<string, Permission<CaseScope>>;
