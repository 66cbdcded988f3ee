import { labelOf } from '../kernel/codelist.js';
import { consentValues, consentWays } from '../parties/consent.codes.js';
import { instantInWords } from '../platform/page/filters.js';
import { howChecked, noticeStates, noticeWays, whyNotTold } from '../sending/referrer.codes.js';
import type { NoticeRow } from '../sending/referrer-notices.js';
import type { Answering } from './referrer.service.js';
import { triageDecisions, type TriageDecision } from './triage.codes.js';

const colours = {
  told: 'green',
  waiting: 'blue',
  releasing: 'yellow',
  sent: 'green',
  failed: 'red',
  stopped: 'red',
} as const;

/** Whether whoever referred may be told, why not where they may not, and what they were told. */
export function referrerView({ referral, sender, decision, canEmail, notices }: Answering) {
  return {
    id: referral.id,
    reference: referral.reference,
    decided: referral.decision === null ? null : labelOf(triageDecisions, referral.decision),
    byForm: sender !== null,
    mayTell: decision.mayTell,
    why: decision.mayTell ? null : labelOf(whyNotTold, decision.because),
    consent: decision.inWords,
    canEmail,
    ways: canEmail ? noticeWays : noticeWays.filter(({ code }) => code !== 'email'),
    howChecked,
    answers: consentValues,
    consentWays,
    notices: notices.map(noticeView),
  };
}

function noticeView({ decision, way, checked, state, madeAt, madeBy, endedAt }: NoticeRow) {
  return {
    decision: labelOf(triageDecisions, decision as TriageDecision), // the table holds no other
    way: labelOf(noticeWays, way),
    checked: checked === null ? null : labelOf(howChecked, checked),
    state: { text: labelOf(noticeStates, state), colour: colours[state] },
    words: `${madeBy}, ${instantInWords(madeAt)}${endedAt === null ? '' : `; ${labelOf(noticeStates, state).toLowerCase()} ${instantInWords(endedAt)}`}`,
  };
}
