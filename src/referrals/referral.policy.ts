import type { Permission, Reached } from '../kernel/policy.js';

/** What a permission over a referral may ask of it. */
export interface ReferralScope extends Reached {
  readonly state: string;
}

export const referrals = {
  view: { roles: ['advocate', 'supervisor'], inEmergency: true },
  record: { roles: ['advocate', 'supervisor'] },
  send: { roles: [], scopes: ['send_referrals'] },
  // One named person answers for who is turned away, and it is not the one whose caseload it would fill.
  decide: {
    roles: ['supervisor'],
    when: (_, referral) => referral.state === 'received' || referral.state === 'waiting',
  },
  // Whoever decides has it in hand, hands it over, and says when its clock stands still.
  handle: {
    roles: ['supervisor'],
    when: (_, referral) => referral.state === 'received' || referral.state === 'waiting',
  },
  // Whoever may see it tries and says what came of it, so that what was learnt of a number holds at once.
  contact: {
    roles: ['advocate', 'supervisor'],
    when: (_, referral) => referral.state === 'received' || referral.state === 'waiting',
  },
  // Of what became a case the case says it, and of a duplicate the first. What was turned away is warned of all the same, and may
  // yet be put right.
  keepClient: {
    roles: ['advocate', 'supervisor'],
    when: (_, referral) => referral.state !== 'accepted' && referral.state !== 'duplicate',
  },
  // The clocks run on in the case that it became, and stand still there for the same reasons.
  stopClocks: {
    roles: ['supervisor'],
    when: (_, referral) => ['received', 'waiting', 'accepted'].includes(referral.state),
  },
  // What the person agrees to, and whoever referred is told, is said by whoever speaks with them.
  tellReferrer: { roles: ['advocate', 'supervisor'] },
  // What became a case is closed as a case is; everything else that was decided can be put right.
  amend: {
    roles: ['supervisor'],
    when: (_, referral) => ['redirected', 'declined', 'duplicate', 'unreached'].includes(referral.state),
  },
  // The administrator learns that some are not decided, and of which team.
  seeEscalated: { roles: ['supervisor', 'admin'] },
  // The database asks whether no supervisor of its own team can open it.
  move: { roles: ['supervisor'] },
} as const satisfies Record<string, Permission<ReferralScope>>;
