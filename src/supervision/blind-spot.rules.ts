import { addDays, inWords, type PlainDate } from '../kernel/plain-date.js';
import type { DerivedKind, FactKind } from '../tasks/task.codes.js';
import type { TaskRule } from '../tasks/task.rules.js';
import type { BlindSpot } from './blind-spot.codes.js';

/**
 * Which facts of a kind are in a blind spot: `always`, from the moment they are so, whatever day a rule gives them; from the day
 * they are `due`, that day included; where they are `overdue`, which is from the day after; or as soon as they are `shown`.
 */
export type From = 'always' | 'due' | 'overdue' | 'shown';

/** A kind of task as it falls into a blind spot; where a band is told, only of cases that are high or not assessed, or of the others. */
export interface Part {
  readonly of: FactKind;
  readonly from: From;
  readonly band?: 'high' | 'others';
}

/** Every kind of task that can be overdue is in one of these, and none twice, so that the board leaves nothing out. */
export const partsOf: Readonly<Record<BlindSpot, readonly Part[]>> = {
  danger: [{ of: 'danger', from: 'always' }],
  no_contact: [
    { of: 'first_contact', from: 'overdue', band: 'high' },
    { of: 'contact_lapsed', from: 'overdue' },
  ],
  breach: [{ of: 'breach', from: 'always' }],
  emergency_review: [{ of: 'emergency_review', from: 'always' }],
  needs_worker: [
    { of: 'needs_worker', from: 'always' },
    { of: 'away', from: 'always' },
  ],
  risk_review: [
    { of: 'risk_review', from: 'overdue' },
    { of: 'first_assessment', from: 'overdue' },
  ],
  concern: [{ of: 'concern_follow_up', from: 'always' }],
  safe_contact: [{ of: 'safe_contact', from: 'due' }],
  message: [{ of: 'message', from: 'always' }],
  order_expiry: [{ of: 'order_expiry', from: 'shown' }],
  panel_action: [{ of: 'panel_action', from: 'overdue' }],
  referral_waiting: [{ of: 'referral_waiting', from: 'always' }],
  task_overdue: [
    { of: 'first_contact', from: 'overdue', band: 'others' },
    { of: 'notification', from: 'overdue' },
    { of: 'consent_expiry', from: 'overdue' },
    { of: 'place_waited_for', from: 'overdue' },
    { of: 'by_hand', from: 'overdue' },
  ],
};

interface Counting {
  /** The rule's days, as '7 days'. */
  readonly span: (kind: DerivedKind) => string;
  /** The last day on which a fact can have happened and be overdue today. */
  readonly since: (kind: DerivedKind) => string;
  /** The last day an end that is shown today can have. */
  readonly until: (kind: DerivedKind) => string;
  readonly today: string;
  readonly yesterday: string;
}

/**
 * How a blind spot was counted, in a sentence: whose, by which rule and with which days. On 5 March 2026, where 7 days without
 * contact are allowed, the client was last spoken with on 25 February or before: the seventh day, 4 March, was still in time.
 */
export function howCounted(spot: BlindSpot, rules: readonly TaskRule[], today: PlainDate): string {
  const daysOf = (kind: DerivedKind) => rules.find((rule) => rule.kind === kind)?.days ?? 0;
  return sentences[spot]({
    span: (kind) => `${String(daysOf(kind))} ${daysOf(kind) === 1 ? 'day' : 'days'}`,
    since: (kind) => inWords(addDays(today, -daysOf(kind) - 1)),
    until: (kind) => inWords(addDays(today, daysOf(kind))),
    today: inWords(today),
    yesterday: inWords(addDays(today, -1)),
  });
}

const sentences: Readonly<Record<BlindSpot, (by: Counting) => string>> = {
  danger: () =>
    'Dangers that nobody decided are over, since whenever they began; and those of other teams that went up to you.',
  no_contact: ({ span, since }) =>
    `Open cases at high risk whose client was last spoken with on ${since('contact_lapsed')} or before (${span('contact_lapsed')} are in time), and those at high risk or not assessed that were opened on ${since('first_contact')} or before (${span('first_contact')} are in time) and where nobody ever was.`,
  breach: () =>
    'Breaches not reported to the police in open cases, and possible ones in any, from the moment they are recorded.',
  emergency_review: () => 'Cases opened in an emergency that wait for your decision, whenever it is due.',
  needs_worker: () =>
    'Open cases whose advocate was suspended, left the team or may not see the case (why is not said), and those whose advocate is away today and that nobody covers.',
  risk_review: ({ span, since, yesterday }) =>
    `Open cases whose review was due on ${yesterday} or before, and those opened on ${since('first_assessment')} or before (${span('first_assessment')} are in time) that nobody has assessed.`,
  concern: () =>
    'Concerns for a child, an adult at risk or a client’s capacity, in cases open and closed, of which nobody has said what came of them, whenever that is due.',
  safe_contact: ({ today }) =>
    `Open cases where a safe way to reach the client stopped counting on ${today} or before, or where no way was ever verified as safe.`,
  message: () =>
    'Texts and emails of open cases that are a quarter of an hour late or did not go, until somebody tried again.',
  order_expiry: ({ span, until }) =>
    `Orders in force that end on ${until('order_expiry')} or before (${span('order_expiry')} ahead, the last included) and for which no other was applied for.`,
  panel_action: ({ yesterday }) =>
    `What was agreed at a MARAC or a stalking panel to be done by ${yesterday} or before, by us or another agency, and nobody has said was done.`,
  referral_waiting: () => 'Referrals to your teams that nobody has decided, from the moment they came.',
  task_overdue: ({ yesterday }) =>
    `First contact where the risk is not high, name and address at the police station, consent, places waited for and what was asked for by hand, of whoever it is, that was due on ${yesterday} or before.`,
};
