import type { KeyScope } from '../kernel/actor.js';
import { RuleBroken } from '../kernel/errors.js';
import type { OrganisationKind } from './organisation.codes.js';

/** The keys an organisation gives out: a commissioner to its own programs, a service to whoever refers to it. */
export const scopesOf = {
  advocacy_service: ['send_referrals'],
  commissioner: ['aggregates'],
  authority: [],
} as const satisfies Record<OrganisationKind, readonly KeyScope[]>;

/** What is asked for: a key for this act, in an organisation of this kind, for one of its teams or for none. */
export interface KeyAsked {
  readonly scope: KeyScope;
  readonly kind: OrganisationKind;
  readonly teamId: string | null;
}

/**
 * Lets a key be that its organisation can give out: one for sending referrals names the team that receives them.
 * @throws RuleBroken `key-of-another-organisation`, `key-without-a-team`, `team-without-referrals`
 */
export function checkKey({ scope, kind, teamId }: KeyAsked): void {
  const possible: readonly KeyScope[] = scopesOf[kind];
  if (!possible.includes(scope))
    throw new RuleBroken(
      'key-of-another-organisation',
      'An organisation such as yours gives out no key for that. Select another.',
    );
  if (scope === 'send_referrals' && teamId === null)
    throw new RuleBroken('key-without-a-team', 'Select the team that receives the referrals');
  if (scope !== 'send_referrals' && teamId !== null)
    throw new RuleBroken('team-without-referrals', 'Only a key for sending referrals is for a team');
}
