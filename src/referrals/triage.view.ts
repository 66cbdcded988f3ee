import type { Person } from '../kernel/actor.js';
import { labelOf } from '../kernel/codelist.js';
import { inWords } from '../kernel/plain-date.js';
import { may } from '../kernel/policy.js';
import { instantInWords } from '../platform/page/filters.js';
import { attemptView } from '../cases/case.view.js';
import { referrals } from './referral.policy.js';
import type { Referral } from './referral.entity.js';
import { amendmentReasons, declineReasons, pauseReasons, triageDecisions } from './triage.codes.js';
import { readings, stillRunning } from './clock-reading.rules.js';
import type { ReferralClocks } from './clock.queries.js';
import { clockView } from './clock.view.js';
import { decisionDue } from './triage-clock.rules.js';
import type { Escalated, Handling } from './triage.queries.js';
import { possibleDecisions } from './triage.rules.js';

/** How a referral stands on its way to a decision, and what this person may do about that. */
export function triageView(
  actor: Person,
  { referral, handling }: { referral: Referral; handling: Handling },
  now: Date,
) {
  const { decider, deciders, left, pauses, amendments, attempts } = handling;
  const possible = possibleDecisions('received');
  return {
    decider: decider && { name: decider.name, since: instantInWords(decider.fromAt) },
    due: referral.state === 'received' ? dueView(handling.clocks, now) : null,
    clocks: readings(handling.clocks, now).map((reading) => clockView(reading, referral.receivedAt)),
    stopsClocks: may(actor, referrals.stopClocks, referral) && stillRunning(handling.clocks, now).length > 0,
    pauses: pauses.map(({ why, beganAt, untilOn, endedAt, begunBy }) => ({
      why: labelOf(pauseReasons, why),
      words: `From ${instantInWords(beganAt)} until ${endedAt === null ? `${inWords(untilOn)} at the latest` : instantInWords(endedAt)}, by ${begunBy}`,
    })),
    standsStill: pauses.some(({ endedAt }) => endedAt === null),
    amendments: amendments.map((each) => ({
      decision: labelOf(triageDecisions, each.decision),
      reason: each.decisionReason === null ? null : labelOf(declineReasons, each.decisionReason),
      words: `${each.decidedBy}, ${instantInWords(each.decidedAt)}. Put right by ${each.amendedBy}, ${instantInWords(each.amendedAt)}: ${labelOf(amendmentReasons, each.why).toLowerCase()}`,
    })),
    attempts: attempts.map(attemptView),
    tries: may(actor, referrals.contact, referral),
    handles: may(actor, referrals.handle, referral),
    isMine: decider?.id === actor.userId,
    left: left === 'to another' && decides(actor, referral),
    waits: referral.state === 'waiting',
    others: deciders.filter(({ code }) => code !== decider?.id && code !== actor.userId),
    amends:
      left === 'to nobody else' && may(actor, referrals.amend, referral)
        ? triageDecisions.filter(({ code }) => possible.includes(code))
        : null,
    pauseReasons,
    amendmentReasons,
  };
}

function decides(actor: Person, referral: Referral): boolean {
  return may(actor, referrals.decide, referral) || may(actor, referrals.amend, referral);
}

function dueView(clocks: ReferralClocks, now: Date) {
  const { dueAt, standsStill, because } = decisionDue(clocks, now);
  return {
    words: standsStill
      ? `${instantInWords(dueAt)}, if its clock went on now: it stands still`
      : instantInWords(dueAt),
    late: dueAt < now && !standsStill,
    because: `Received ${instantInWords(clocks.receivedAt)}; ${because}.`,
  };
}

export function escalatedView(row: Escalated) {
  const { id, reference, team } = row;
  return {
    id,
    reference,
    team,
    mayMove: row.mayMove,
    received: instantInWords(row.receivedAt),
    escalated: instantInWords(row.escalatedAt),
    href: row.own ? `/referrals/${id}` : null,
  };
}
