import { labelOf } from '../kernel/codelist.js';
import type { AccountFactors } from './own-factors.queries.js';
import type { OwnSession } from './own-sessions.service.js';
import { notices, secondFactors } from './second-factor.codes.js';

export interface SessionRow {
  readonly id: string;
  readonly beganAt: Date;
  readonly lastSeenAt: Date;
  readonly method: string;
  readonly network: string;
  readonly isThisOne: boolean;
}

export function accountFactorsView({ notices: told, ...factors }: AccountFactors) {
  return {
    ...factors,
    notices: told.map(({ what, at }) => ({ at, text: labelOf(notices, what) })),
    someMayBeSeen: told.some(({ mayBeSeen }) => mayBeSeen),
    someMayNot: told.some(({ mayBeSeen }) => !mayBeSeen),
  };
}

export function sessionRow({ sameNetwork, method, ...session }: OwnSession): SessionRow {
  return {
    ...session,
    method: labelOf(secondFactors, method),
    network: sameNetwork ? 'The network you are on now' : 'Another network',
  };
}
