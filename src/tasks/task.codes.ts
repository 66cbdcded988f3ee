import { codelist, type Code } from '../kernel/codelist.js';

/** What follows from the facts of a case or a referral and from a rule; the most dangerous to leave first. */
export const derivedKinds = codelist({
  breach: 'Breach to decide on or report',
  emergency_review: 'Emergency access to review',
  first_contact: 'First contact with the client',
  contact_lapsed: 'High risk: speak with the client again',
  first_assessment: 'First risk assessment',
  risk_review: 'Risk review',
  concern_follow_up: 'Concern to follow up: a child, an adult at risk, or capacity',
  safe_contact: 'Verify again how to reach the client safely',
  message: 'Message to a client that did not go',
  notification: 'Name and address due at the police station',
  panel_action: 'Action agreed at a panel',
  order_expiry: 'Order about to end: decide whether to seek another',
  consent_expiry: 'Consent about to end: ask again',
  referral_waiting: 'Referral to decide',
  place_waited_for: 'Client waiting for a place',
});
export type DerivedKind = Code<typeof derivedKinds>;

export const taskKinds = [...derivedKinds, ...codelist({ by_hand: 'Asked for by hand' })];
export type TaskKind = Code<typeof taskKinds>;

/** What only a supervisor looks for. No rule says when: each is there from the moment it is so, and nobody can put it off. */
export const lookedForKinds = codelist({
  danger: 'Immediate danger',
  needs_worker: 'Choose another advocate',
  away: 'Choose who covers',
});

/** Every kind of thing that follows from facts, or was asked for. */
export const factKinds = [...taskKinds, ...lookedForKinds];
export type FactKind = Code<typeof factKinds>;

/** Whose tasks of a kind are. */
export const audiences = codelist({
  advocate: 'The advocate of the case',
  supervisor: 'The supervisors of the team',
  both: 'Both',
});
export type Audience = Code<typeof audiences>;

/** When a task is to be done, seen from a day. */
export const whens = codelist({
  overdue: 'Overdue',
  today: 'Today',
  week: 'In the next seven days',
  later: 'Later, and can be begun',
});
export type When = Code<typeof whens>;
