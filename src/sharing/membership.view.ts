import type { Person } from '../kernel/actor.js';
import { codelist, labelOf } from '../kernel/codelist.js';
import { hasRole } from '../kernel/policy.js';
import { instantInWords } from '../platform/page/filters.js';
import type { MembershipRow } from './agency-member.queries.js';
import { membershipStanding } from './membership.rules.js';
import { agencies } from './share.policy.js';

export const membershipStandings = codelist({
  waiting: 'Waits for another supervisor to confirm it',
  confirmed: 'Confirmed',
  ended: 'Ended',
});

/** That a partner is of an agency, as its page shows it: by whom, and what whoever asks may do about it. */
export function membershipView(actor: Person, membership: MembershipRow) {
  const { id, displayName, isSuspended, namedById, namedBy, namedAt } = membership;
  const { confirmedBy, confirmedAt, endedBy, endedAt } = membership;
  const standing = membershipStanding(membership);
  const byWhom = [
    `Said by ${namedBy}, ${instantInWords(namedAt)}`,
    confirmedAt === null ? null : `Confirmed by ${confirmedBy ?? ''}, ${instantInWords(confirmedAt)}`,
    endedAt === null ? null : `Ended by ${endedBy ?? ''}, ${instantInWords(endedAt)}`,
  ];
  return {
    ...{ id, displayName, isSuspended },
    standing: labelOf(membershipStandings, standing),
    words: `${byWhom.filter((each) => each !== null).join('. ')}.`,
    confirms: standing === 'waiting' && namedById !== actor.userId && hasRole(actor, agencies.confirmMember),
    ends: standing !== 'ended' && hasRole(actor, agencies.endMember),
  };
}
