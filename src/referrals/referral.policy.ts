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
} as const satisfies Record<string, Permission<ReferralScope>>;
