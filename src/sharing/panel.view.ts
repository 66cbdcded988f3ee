import type { Case } from '../cases/case.entity.js';
import type { Person } from '../kernel/actor.js';
import { labelOf } from '../kernel/codelist.js';
import { addMonths, inWords, type PlainDate } from '../kernel/plain-date.js';
import { may } from '../kernel/policy.js';
import type { PanelAction } from './panel-action.queries.js';
import { actionStanding } from './panel-action.rules.js';
import { panelCriteria, repeatFindings } from './panel.codes.js';
import { panels } from './panel.policy.js';
import type { PanelReferral } from './panel.queries.js';
import type { EarlierReferral } from './repeat.rules.js';

/** A referral to a panel as its case shows it. */
export function panelReferralView(referral: PanelReferral, today: PlainDate) {
  const { id, panel, referredBy, shareId, recordedBy, version, repeatReason } = referral;
  return {
    ...{ id, panel, shareId, recordedBy, version, repeatReason },
    by: referredBy ?? 'Us',
    referred: inWords(referral.referredOn),
    happened:
      referral.incidentOn === null ? 'Not known, or nothing in particular' : inWords(referral.incidentOn),
    criteria: referral.criteria.map((criterion) => labelOf(panelCriteria, criterion)),
    why: referral.why ?? referral.grounds,
    isRepeat: referral.repeatSaid === 'yes',
    found: labelOf(repeatFindings, referral.repeatFound),
    meeting: meetingInWords(referral, today),
  };
}

function meetingInWords({ meetingOn }: PanelReferral, today: PlainDate): string {
  if (meetingOn === null) return 'No day is known yet';
  return `${meetingOn < today ? 'Met on' : 'Meets on'} ${inWords(meetingOn, 'weekday')}`;
}

/** What was agreed: whose it is, by when, and whether it was done. */
export function panelActionView(action: PanelAction, today: PlainDate) {
  const { id, words, owner, version } = action;
  const standing = actionStanding(action, today);
  const due = inWords(action.dueOn, 'weekday');
  const inTime = {
    done: action.doneOn === null ? '' : `Done on ${inWords(action.doneOn)}`,
    to_do: `To be done by ${due}`,
    overdue: `Was to be done by ${due}`,
  };
  return { id, words, version, owner: owner ?? 'Us', standing, when: inTime[standing] };
}

/** What the form says of what went before: until when something that happens makes a repeat. */
export function earlierView(earlier: readonly EarlierReferral[]): string[] {
  return earlier.map(
    ({ referredOn }) =>
      `Referred on ${inWords(referredOn)}. What happens to the end of ${inWords(addMonths(referredOn, 12))} makes a repeat`,
  );
}

/** What this person may do to the referrals of the case. */
export function panelActs(actor: Person, kase: Case) {
  return { mayRefer: may(actor, panels.refer, kase), mayKeep: may(actor, panels.keep, kase) };
}
