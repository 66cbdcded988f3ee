import type { Permission } from '../kernel/policy.js';
import type { Obstacle } from './proposal.codes.js';

/** What a permission over a service key may ask of it. */
export interface KeyScopeOf {
  /** Why whoever asks cannot approve it; null where they can. */
  readonly obstacle: Obstacle | null;
  readonly ended: boolean;
  readonly approved: boolean;
}

export const serviceKeys = {
  view: { roles: ['supervisor', 'commissioner', 'foi_officer', 'admin'] },
  make: { roles: ['admin'] },
  // As for proposals: a fresh second factor is asked for here, as `stepUp: true`, once signing in has one.
  approve: {
    roles: ['supervisor', 'commissioner', 'foi_officer'],
    when: (_, key) => key.obstacle === null,
  },
  replace: { roles: ['admin'], when: (_, key) => key.approved && !key.ended },
  revoke: {
    roles: ['supervisor', 'commissioner', 'foi_officer', 'admin'],
    when: (_, key) => !key.ended,
  },
} as const satisfies Record<string, Permission<KeyScopeOf>>;
