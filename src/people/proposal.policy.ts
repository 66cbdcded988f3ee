import type { Permission } from '../kernel/policy.js';
import type { Obstacle } from './proposal.codes.js';

/** What a permission over a proposal may ask of it. */
export interface ProposalScope {
  /** Why whoever asks cannot approve it; null where they can. */
  readonly obstacle: Obstacle | null;
  readonly waiting: boolean;
}

const waits = (_: unknown, { waiting }: ProposalScope) => waiting;

export const proposals = {
  view: { roles: ['admin', 'supervisor', 'foi_officer'] },
  // The service does not answer that there is nothing, but says who else must.
  // A fresh second factor is asked for here, as `stepUp: true`, once signing in has one.
  approve: { roles: ['supervisor', 'foi_officer'], when: (_, proposal) => proposal.obstacle === null },
  refuse: { roles: ['supervisor', 'foi_officer'], when: waits },
  withdraw: { roles: ['admin'], when: waits },
} as const satisfies Record<string, Permission<ProposalScope>>;
