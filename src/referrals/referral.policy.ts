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
  // The clocks run on in the case that it became, and stand still there for the same reasons.
  stopClocks: {
    roles: ['supervisor'],
    when: (_, referral) => ['received', 'waiting', 'accepted'].includes(referral.state),
  },
  // What became a case is closed as a case is; everything else that was decided can be put right.
  amend: {
    roles: ['supervisor'],
    when: (_, referral) => ['redirected', 'declined', 'duplicate'].includes(referral.state),
  },
  // The administrator learns that some are not decided, and of which team.
  seeEscalated: { roles: ['supervisor', 'admin'] },
} as const satisfies Record<string, Permission<ReferralScope>>;
