import { riskBands } from '../codes/risk-band.codes.js';
import { cyberElements, cyberTypes } from '../codes/behaviour.codes.js';
import { policeAreas } from '../codes/police-area.codes.js';
import { relationships } from '../codes/relationship.codes.js';
import { isCode, labelOf, type Codelist } from '../kernel/codelist.js';
import { inWords } from '../kernel/plain-date.js';
import type { Person } from '../kernel/actor.js';
import { may } from '../kernel/policy.js';
import { overrideBases } from '../parties/consent.codes.js';
import { notKnown, worded } from '../parties/worded.view.js';
import { attemptChannels, contactOutcomes } from './attempt.codes.js';
import { closureReasons, noteKinds } from './case.codes.js';
import type { Case } from './case.entity.js';
import { cases } from './case.policy.js';
import type { AllocationRow, AttemptRow, CaseHeader, NoteRow, TimelineRow } from './case.queries.js';

/** The coded facts a case took over from its referral, in words. */
export function stalkingFacts(kase: StalkingFacts, types: readonly string[]) {
  return {
    policeArea: labelOf(policeAreas, kase.policeArea),
    relationship: worded(relationships, kase.relationship, kase.relationshipUnknownReason),
    cyberElement: worded(cyberElements, kase.cyberElement, kase.cyberUnknownReason),
    cyberTypes: types.map((type) => wordOf(cyberTypes, type)),
    age: kase.ageAtReferral === null ? notKnown(kase.ageUnknownReason) : String(kase.ageAtReferral),
  };
}

export interface StalkingFacts {
  readonly policeArea: string;
  readonly relationship: string | null;
  readonly relationshipUnknownReason: string | null;
  readonly cyberElement: string | null;
  readonly cyberUnknownReason: string | null;
  readonly ageAtReferral: number | null;
  readonly ageUnknownReason: string | null;
}

/** What stands at the head of a case, with the acts that this person may do to it. */
export function caseHeaderView(actor: Person, kase: Case, header: CaseHeader) {
  return {
    id: kase.id,
    reference: kase.reference,
    version: kase.version,
    ...header,
    ...stalkingFacts(kase, header.cyberTypes),
    withoutContact: header.withoutContact === null ? null : labelOf(overrideBases, header.withoutContact),
    opened: inWords(kase.openedOn),
    closed: kase.closedOn === null ? null : inWords(kase.closedOn),
    closureReason: kase.closureReason === null ? null : wordOf(closureReasons, kase.closureReason),
    risk: kase.riskBand === null ? 'Not yet assessed' : wordOf(riskBands, kase.riskBand),
    reviewDue: kase.reviewDueOn === null ? null : inWords(kase.reviewDueOn),
    supported: header.supportedOn === null ? null : inWords(header.supportedOn),
    mayNote: may(actor, cases.note, kase),
    mayContact: may(actor, cases.contact, kase),
    maySend: may(actor, cases.send, kase),
    mayKeepClient: may(actor, cases.keepClient, kase),
    mayAllocate: may(actor, cases.allocate, kase),
    maySeeLooks: may(actor, cases.seeLooks, kase),
    mayClose: may(actor, cases.close, kase),
  };
}

export function noteView({ kind, ...note }: NoteRow) {
  return { ...note, kind: labelOf(noteKinds, kind) };
}

export function attemptView({ channel, outcome, ...attempt }: AttemptRow) {
  return {
    ...attempt,
    channel: labelOf(attemptChannels, channel),
    outcome: labelOf(contactOutcomes, outcome),
    twoWay: outcome === 'spoke_to_client',
  };
}

export function allocationView({ advocate, fromOn, toOn }: AllocationRow) {
  return {
    advocate,
    days: toOn === null ? `From ${inWords(fromOn)}` : `${inWords(fromOn)} to ${inWords(toOn)}`,
  };
}

/** What the acts on a case, its client and its referral are called in its story; other features word their own. */
export const caseEvents: Readonly<Record<string, string>> = {
  'referral.accepted': 'Referral accepted',
  'case.started': 'Case opened',
  'case.opened_without_contact': 'Opened without the client’s agreement to be contacted',
  'case.allocated': 'Given to an advocate',
  'case.closed': 'Case closed',
  'note.written': 'Note written',
  'contact.attempted': 'Contact attempted',
  'client.supported': 'Client first supported',
  'client.corrected': 'Client’s name or date of birth corrected',
  'perpetrator.named': 'Perpetrator named',
  'perpetrator.corrected': 'Who the perpetrator is said to be corrected',
  'perpetrator.looked_into': 'A supervisor looked where else the perpetrator is',
  'identifier.added': 'What somebody is known by added',
  'identifier.retracted': 'What somebody was said to be known by taken back',
  'likeness.told_apart': 'Another record found to be somebody else’s',
  'likeness.merged': 'Another record found to be the same person’s',
  'likeness.unmerged': 'Another record found not to be the same person’s after all',
  'contact_method.added': 'Way to reach the client added',
  'contact_method.verified': 'Way to reach the client verified',
  'contact_method.said_to_be_unsafe': 'Way to reach the client said to be less safe than was known',
  'contact_method.replaced': 'Way to reach the client replaced by another',
  'contact_method.ended': 'Way to reach the client found to be theirs no longer',
  'address.recorded': 'Address recorded',
  'address.opened': 'Address opened',
  'address.confirmed': 'Address found to be theirs still',
  'address.changed': 'Address left: what went there was stopped',
  'consent.recorded': 'Consent recorded',
  'outgoing.queued': 'Message put to be sent',
  'outgoing.made': 'Call sheet, letter or calendar entry made',
  'outgoing.sent': 'Message sent',
  'outgoing.failed': 'Message could not be sent',
  'outgoing.unclear': 'Message that may or may not have been sent',
  'outgoing.stopped': 'Something that was to go out was stopped',
};

/** A line of the story; an act nobody gave words to is shown by its code rather than left out. */
export function timelineView(
  { id, at, did, by }: TimelineRow,
  words: Readonly<Record<string, string>> = caseEvents,
) {
  return { id, at, by: by ?? 'Larkspur', what: words[did] ?? did.replaceAll(/[._]/g, ' ') };
}

function wordOf(list: Codelist, code: string): string {
  return isCode(list, code) ? labelOf(list, code) : code;
}
