import type { Permission } from '../kernel/policy.js';

/** What a permission over broken glass may ask of it. */
export interface EmergencyScope {
  readonly staffId: string;
  readonly ofOwnLine: boolean;
  readonly decision: string | null;
}

// For `open`, `seal` and `unseal` the second factor is to be asked for again: `stepUp: true`, once a permission can say so.
export const emergencies = {
  open: { roles: ['advocate', 'supervisor'] },
  review: { roles: ['supervisor'] },
  judge: {
    roles: ['supervisor'],
    when: (actor, { staffId, ofOwnLine, decision }) =>
      decision === null && !ofOwnLine && staffId !== actor.userId,
  },
} as const satisfies Record<string, Permission<EmergencyScope>>;

/** What is one's own, to be told when one meets it in a record. */
export const ownDetails = {
  tell: { roles: ['advocate', 'supervisor'] },
} as const satisfies Record<string, Permission>;

export const exclusions = {
  list: { roles: ['supervisor'] },
  exclude: { roles: ['supervisor'] },
  lift: { roles: ['supervisor'] },
} as const satisfies Record<string, Permission>;

export const seals = {
  seal: { roles: ['supervisor'] },
  unseal: { roles: ['supervisor'] },
} as const satisfies Record<string, Permission>;
