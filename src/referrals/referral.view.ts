import { cyberElements, cyberTypes } from '../codes/behaviour.codes.js';
import { sexes } from '../codes/demographics.codes.js';
import { policeAreas } from '../codes/police-area.codes.js';
import { relationships } from '../codes/relationship.codes.js';
import { unknownReasons } from '../codes/unknown-reason.codes.js';
import type { Person } from '../kernel/actor.js';
import { isCode, labelOf } from '../kernel/codelist.js';
import { londonDate } from '../kernel/plain-date.js';
import { may } from '../kernel/policy.js';
import { stalkingFacts } from '../cases/case.view.js';
import { consentValues, consentWays, overrideBases } from '../parties/consent.codes.js';
import { contactLists } from '../parties/contact.codes.js';
import { consentTo } from '../parties/consent.rules.js';
import { clientView, type ClientFacts } from '../parties/party.view.js';
import { worded } from '../parties/worded.view.js';
import type { Paged } from '../platform/page/paging.js';
import {
  noSafeWays,
  policeRecordings,
  referralSources,
  reportedToPolice,
  samenesses,
  publicForms,
} from './referral.codes.js';
import type { Referral } from './referral.entity.js';
import { referrals } from './referral.policy.js';
import type { ReferralRow } from './referral-list.queries.js';
import type { LikelyDuplicate } from './referral.queries.js';
import { waitedInWords } from './referral.rules.js';
import type { OpenedReferral } from './referrals.service.js';
import { declineReasons, referralFilters, referralStates, triageDecisions } from './triage.codes.js';
import type { ReferralFilter, ReferralState } from './triage.codes.js';
import { clockView } from './clock.view.js';
import { possibleDecisions } from './triage.rules.js';
import { triageView } from './triage.view.js';

const colours = {
  received: 'blue',
  waiting: 'yellow',
  accepted: 'green',
  redirected: 'grey',
  declined: 'grey',
  duplicate: 'grey',
  unreached: 'grey',
} as const satisfies Record<ReferralState, string>;

function stateView(state: ReferralState) {
  return { text: labelOf(referralStates, state), colour: colours[state] };
}

export interface ReferralList {
  readonly filter: ReferralFilter;
  readonly referrals: Paged<ReferralRow>;
}

/** A list of referrals; of those undecided, how long each has waited. */
export function referralsView({ filter, referrals: { rows, ...place } }: ReferralList, now: Date) {
  return {
    paged: place,
    query: { state: filter },
    filter: { values: { state: filter }, errors: {} },
    filters: referralFilters,
    caption: `Referrals: ${labelOf(referralFilters, filter).toLowerCase()}`,
    referrals: rows.map((row) => ({
      id: row.id,
      reference: row.reference,
      clientName: row.clientName,
      source: worded(referralSources, row.source, row.sourceUnknownReason),
      receivedAt: row.receivedAt,
      waited: isUndecided(row.state) ? waitedInWords(row.receivedAt, now) : '',
      clock: row.clock && clockView(row.clock, row.receivedAt),
      state: stateView(row.state),
    })),
  };
}

/** A referral as its page shows it, with the decisions this person may make on it. */
export function referralView(
  actor: Person,
  { referral, detail, person, sender, others, likely, advocates, handling }: OpenedReferral,
  now: Date,
) {
  return {
    id: referral.id,
    reference: referral.reference,
    version: referral.version,
    sealed: referral.sealed,
    state: stateView(referral.state),
    receivedAt: referral.receivedAt,
    waited: isUndecided(referral.state) ? waitedInWords(referral.receivedAt, now) : null,
    teamName: detail.teamName,
    recordedBy: detail.recordedBy,
    recordedAt: referral.recordedAt,
    source: worded(referralSources, referral.source, referral.sourceUnknownReason),
    ...stalkingFacts(referral, detail.cyberTypes),
    perpetratorName: detail.perpetratorName,
    police: policeView(referral),
    whatHappened: detail.whatHappened,
    sender: sender && { ...sender, form: labelOf(publicForms, sender.form) },
    client: clientView(person, now),
    keeps: may(actor, referrals.keepClient, referral),
    others: others.map((other) => ({ ...other, state: stateView(other.state) })),
    likely: likelyView(likely),
    decided: decidedView(referral, detail),
    decisions:
      handling.left === 'to nobody else' && may(actor, referrals.decide, referral)
        ? decisionsOf(referral.state)
        : null,
    declineReasons,
    tellsReferrer: may(actor, referrals.tellReferrer, referral),
    bases: isAgainstContact(person, now) ? overrideBases : null,
    advocates,
    triage: triageView(actor, { referral, handling }, now),
  };
}

/** The referrals of people who may be the same. */
export function likelyView(likely: readonly LikelyDuplicate[]) {
  return likely.map((each) => ({ ...each, state: stateView(each.state) }));
}

function policeView({
  reportedToPolice: reported,
  reportedUnknownReason,
  policeRecordedAs,
}: Referral): string {
  const answer = worded(reportedToPolice, reported, reportedUnknownReason);
  if (!isCode(policeRecordings, policeRecordedAs)) return answer;
  return `${answer}. Recorded as: ${labelOf(policeRecordings, policeRecordedAs).toLowerCase()}`;
}

function decidedView(
  referral: Referral,
  { decidedBy, caseReference, firstReference }: OpenedReferral['detail'],
) {
  const { decision, decisionReason, decidedAt, caseId, duplicateOf, withoutContact } = referral;
  if (decision === null) return null;
  return {
    decision: labelOf(triageDecisions, decision),
    reason: decisionReason === null ? null : labelOf(declineReasons, decisionReason),
    at: decidedAt,
    by: decidedBy,
    caseId,
    caseReference,
    withoutContact: withoutContact === null ? null : labelOf(overrideBases, withoutContact),
    firstId: duplicateOf,
    firstReference,
  };
}

/** Whether the person said that we are not to contact them, so that a case takes a basis. */
function isAgainstContact({ consents }: ClientFacts, now: Date): boolean {
  const { state } = consentTo('contact', consents, londonDate(now));
  return state === 'refused' || state === 'withdrawn';
}

function decisionsOf(state: ReferralState) {
  const possible = possibleDecisions(state);
  return triageDecisions.filter(({ code }) => possible.includes(code));
}

function isUndecided(state: ReferralState): boolean {
  return state === 'received' || state === 'waiting';
}

/** The lists the form of a referral is made of. */
export const referralLists = {
  sexes,
  unknownReasons,
  sources: referralSources,
  policeAreas: policeAreas.toSorted((one, other) => one.label.localeCompare(other.label)),
  relationships,
  cyberElements,
  cyberTypes,
  reported: reportedToPolice,
  recordings: policeRecordings,
  consentAnswers: consentValues,
  consentWays,
  ...contactLists,
  noSafeWays,
  samenesses,
} as const;
