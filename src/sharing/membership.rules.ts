import { RuleBroken } from '../kernel/errors.js';

/** What somebody said of a partner: that they are of an agency. */
export interface Membership {
  readonly namedById: string;
  readonly confirmedAt: Date | null;
  readonly endedAt: Date | null;
}

/** Where it stands: only once it is `confirmed` is the account shown anything. */
export type MembershipStanding = 'waiting' | 'confirmed' | 'ended';

export function membershipStanding({ confirmedAt, endedAt }: Membership): MembershipStanding {
  if (endedAt !== null) return 'ended';
  return confirmedAt === null ? 'waiting' : 'confirmed';
}

/**
 * Of which agency a partner is takes two people: somebody else than who said it confirms it.
 * @throws RuleBroken `another-confirms`, or `confirmed-or-ended` where it waits no longer
 */
export function confirmedByAnother(membership: Membership, userId: string): void {
  if (membershipStanding(membership) !== 'waiting') throw overMeanwhile();
  if (membership.namedById !== userId) return;
  throw new RuleBroken(
    'another-confirms',
    'Another supervisor must confirm what you said, once they have asked the agency too',
  );
}

/** What is not ended can be ended, by one person. @throws RuleBroken `confirmed-or-ended` */
export function endable(membership: Membership): void {
  if (membershipStanding(membership) === 'ended') throw overMeanwhile();
}

/** What to say to whoever acts on one that somebody else confirmed or ended since. */
export function overMeanwhile(): RuleBroken {
  return new RuleBroken('confirmed-or-ended', 'This was confirmed or ended already. Open the page again');
}
