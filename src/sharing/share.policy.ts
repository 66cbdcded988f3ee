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
  nameMember: { roles: ['supervisor'] },
  // Somebody else than who said it: the database asks that too.
  confirmMember: { roles: ['supervisor'], stepUp: true },
  endMember: { roles: ['supervisor'] },
} as const satisfies Record<string, Permission>;

/** Copies of what is shared: for a partner's account to look at, and of addresses one by one. */
export const copies = {
  make: { roles: ['advocate', 'supervisor'], when: (_, kase) => kase.closedOn === null },
  addAddress: { roles: ['advocate', 'supervisor'] },
  print: { roles: ['advocate', 'supervisor'] },
} as const satisfies Record<string, Permission<CaseScope>>;

/** What a partner is shown: what was shared with them, and nothing else there is. */
export const views = {
  look: { roles: ['partner'] },
} as const satisfies Record<string, Permission>;
