import type { Person } from '../kernel/actor.js';
import { RuleBroken } from '../kernel/errors.js';
import { addDays, type PlainDate } from '../kernel/plain-date.js';
import { derivedKinds, type Audience, type DerivedKind, type TaskKind } from './task.codes.js';

/** When a kind of task is due, and whose it is. */
export interface TaskRule {
  readonly kind: DerivedKind;
  /** Calendar days, as `countedFrom` counts them. */
  readonly days: number;
  readonly forWhom: Audience;
  /** 0 while nobody has changed it. */
  readonly version: number;
}

/**
 * What the days of a rule count: `after` a fact, and the task is due on that day, or `before` the day something ends or falls due
 * by itself, and the task is shown from then on. A breach of Monday 2 March 2026 with 1 day is due on Tuesday 3 March; a risk
 * review due on 10 March with 7 days is shown from 3 March.
 */
export const countedFrom = {
  breach: ['after', 'the day it happened'],
  emergency_review: ['before', 'the last day for the review'],
  first_contact: ['after', 'the day the case was opened'],
  contact_lapsed: ['after', 'the day somebody last spoke with the client'],
  first_assessment: ['after', 'the day the case was opened'],
  risk_review: ['before', 'the day the review is due'],
  concern_follow_up: ['before', 'the day by which to follow it up'],
  safe_contact: ['before', 'the day from which what was verified no longer counts'],
  message: ['after', 'the day it was to go'],
  notification: ['before', 'the last lawful day'],
  panel_action: ['before', 'the day by which it was agreed to be done'],
  order_expiry: ['before', 'the last day of the order'],
  consent_expiry: ['before', 'the last day of the consent'],
  referral_waiting: ['after', 'the day the referral came'],
  place_waited_for: ['after', 'the day a place was promised'],
} as const satisfies Record<DerivedKind, readonly ['after' | 'before', string]>;

const standard: Readonly<Record<DerivedKind, readonly [days: number, forWhom: Audience]>> = {
  breach: [1, 'supervisor'],
  emergency_review: [2, 'supervisor'],
  first_contact: [2, 'advocate'],
  contact_lapsed: [7, 'advocate'],
  first_assessment: [5, 'advocate'],
  risk_review: [7, 'advocate'],
  concern_follow_up: [3, 'both'],
  safe_contact: [7, 'advocate'],
  message: [0, 'advocate'],
  notification: [3, 'advocate'],
  panel_action: [3, 'advocate'],
  order_expiry: [90, 'advocate'],
  consent_expiry: [28, 'advocate'],
  referral_waiting: [1, 'supervisor'],
  place_waited_for: [14, 'supervisor'],
};

/** Those about what no advocate may see, or decides. */
const supervisorsOwn: readonly DerivedKind[] = ['emergency_review', 'referral_waiting', 'place_waited_for'];

/** Every kind's rule: what an administrator set, and where none did, what stands here. A contract may ask for other days. */
export function rulesOf(set: readonly TaskRule[]): TaskRule[] {
  return derivedKinds.map(({ code: kind }) => {
    const [days, forWhom] = standard[kind];
    return set.find((rule) => rule.kind === kind) ?? { kind, days, forWhom, version: 0 };
  });
}

/** @throws RuleBroken `task-is-the-supervisors` where the advocate could not do it */
export function soundRule<R extends Pick<TaskRule, 'kind' | 'forWhom'>>(rule: R): R {
  if (rule.forWhom !== 'supervisor' && supervisorsOwn.includes(rule.kind)) {
    throw new RuleBroken('task-is-the-supervisors', 'Only a supervisor can do this. Leave it with them');
  }
  return rule;
}

/** The kinds that are this role's, most dangerous to leave first; what was asked for by hand is last, whosever it is. */
export function kindsFor(role: 'advocate' | 'supervisor', rules: readonly TaskRule[]): TaskKind[] {
  const own = rules.filter(({ forWhom }) => forWhom === 'both' || forWhom === role);
  return [...own.map(({ kind }) => kind), 'by_hand'];
}

/**
 * The day by which to have decided about an order that ends: the first still to come of two thirds and one third of the rule's
 * days before its last day, and then that day itself. With 90 days, for an order to 30 June 2026: by 1 May, from 2 May by 31 May,
 * from 1 June by 30 June, after which it is overdue.
 */
export function nextLook(endsOn: PlainDate, days: number, today: PlainDate): PlainDate {
  const looks = [Math.floor((days * 2) / 3), Math.floor(days / 3)].map((before) => addDays(endsOn, -before));
  return looks.find((day) => today <= day) ?? endsOn;
}

/** Those who are concerned by a task asked for by hand. */
export interface Concerned {
  readonly madeBy: string;
  readonly forStaff: string;
}

/**
 * Whoever asked for it, whom it is for and every supervisor of the team may move it or take it back. Nobody else: what a supervisor
 * asked of an advocate does not go away by a third.
 */
export function mayMove(
  { madeBy, forStaff }: Concerned,
  { userId, role }: Pick<Person, 'userId' | 'role'>,
): boolean {
  return role === 'supervisor' || userId === madeBy || userId === forStaff;
}

/** By when something is to be done, and by whom. */
export interface ToDo {
  readonly dueOn: PlainDate;
  readonly forStaff: string;
}

/**
 * To what a task is moved: another person, another day, or both. A day that is past stays only where it was that already.
 * @throws RuleBroken `task-not-moved`, or of `soundDueDay`
 */
export function soundMove(from: ToDo, to: ToDo, today: PlainDate): ToDo {
  const sameDay = to.dueOn === from.dueOn;
  if (sameDay && to.forStaff === from.forStaff)
    throw new RuleBroken('task-not-moved', 'Choose another day, or somebody else');
  return { ...to, dueOn: sameDay ? to.dueOn : soundDueDay(to.dueOn, today) };
}

/** What was asked for by hand is to be done today or later. @throws RuleBroken `task-due-in-the-past` */
export function soundDueDay(dueOn: PlainDate, today: PlainDate): PlainDate {
  if (dueOn < today) throw new RuleBroken('task-due-in-the-past', 'Enter today or a day to come');
  return dueOn;
}
