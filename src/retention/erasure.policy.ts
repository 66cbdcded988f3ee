import type { Permission } from '../kernel/policy.js';
import type { ErasureObstacle } from './erasure.codes.js';

/** What a permission over an erasure may ask of it. */
export interface ErasureScope {
  /** Why whoever asks cannot approve it; null where they can. */
  readonly obstacle: ErasureObstacle | null;
  readonly waiting: boolean;
}

export const erasures = {
  view: { roles: ['supervisor'] },
  propose: { roles: ['supervisor'], stepUp: true },
  // The service does not answer that there is nothing, but says who else must.
  approve: { roles: ['supervisor'], stepUp: true, when: (_, { obstacle }) => obstacle === null },
  refuse: { roles: ['supervisor'], when: (_, { waiting }) => waiting },
} as const satisfies Record<string, Permission<ErasureScope>>;
