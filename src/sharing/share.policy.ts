import type { CaseScope } from '../cases/case.policy.js';
import type { Permission } from '../kernel/policy.js';

export const shares = {
  list: { roles: ['advocate', 'supervisor'], inEmergency: true },
  // Also once the case is closed: what went to whom is answered for as long as anybody holds it.
  share: { roles: ['advocate', 'supervisor'] },
  revoke: { roles: ['advocate', 'supervisor'] },
} as const satisfies Record<string, Permission<CaseScope>>;

/** What a permission over an override may ask of it. */
export interface OverrideScope {
  readonly madeById: string;
  readonly decision: string | null;
}

export const shareOverrides = {
  make: { roles: ['advocate', 'supervisor'], stepUp: true },
  review: { roles: ['supervisor'] },
  judge: {
    roles: ['supervisor'],
    when: (actor, { madeById, decision }) => decision === null && madeById !== actor.userId,
  },
} as const satisfies Record<string, Permission<OverrideScope>>;

export const agencies = {
  list: { roles: ['advocate', 'supervisor'] },
  add: { roles: ['supervisor'] },
} as const satisfies Record<string, Permission>;
