import type { Permission, Reached } from '../kernel/policy.js';

/** What a permission over a case may ask of it. */
export interface CaseScope extends Reached {
  readonly advocateId: string;
  readonly closedOn: string | null;
}

export const cases = {
  view: { roles: ['advocate', 'supervisor'], inEmergency: true },
  note: { roles: ['advocate', 'supervisor'], inEmergency: true, when: (_, kase) => kase.closedOn === null },
  contact: {
    roles: ['advocate', 'supervisor'],
    inEmergency: true,
    when: (_, kase) => kase.closedOn === null,
  },
  send: { roles: ['advocate', 'supervisor'], when: (_, kase) => kase.closedOn === null },
  // Also once it is closed: a withdrawn consent, or a phone no longer safe, does not wait for a case to reopen.
  keepClient: { roles: ['advocate', 'supervisor'] },
  seeLooks: {
    roles: ['advocate', 'supervisor'],
    when: (actor, kase) => actor.role === 'supervisor' || kase.advocateId === actor.userId,
  },
  allocate: { roles: ['supervisor'], when: (_, kase) => kase.closedOn === null },
  close: {
    roles: ['advocate', 'supervisor'],
    when: (actor, kase) =>
      kase.closedOn === null && (actor.role === 'supervisor' || kase.advocateId === actor.userId),
  },
} as const satisfies Record<string, Permission<CaseScope>>;
