import type { Permission } from '../kernel/policy.js';

/** What a permission over broken glass may ask of it. */
export interface EmergencyScope {
  readonly staffId: string;
  readonly ofOwnLine: boolean;
  readonly decision: string | null;
}

export const emergencies = {
  open: { roles: ['advocate', 'supervisor'], stepUp: true },
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
  lift: { roles: ['supervisor'], stepUp: true },
} as const satisfies Record<string, Permission>;

export const seals = {
  view: { roles: ['supervisor'] },
  seal: { roles: ['supervisor'], stepUp: true },
  name: { roles: ['supervisor'], stepUp: true },
  unseal: { roles: ['supervisor'], stepUp: true },
} as const satisfies Record<string, Permission>;
