import { codelist, type Code } from '../kernel/codelist.js';

export const closureReasons = codelist({
  support_completed: 'Support completed',
  risk_reduced: 'Risk reduced',
  stalking_ceased: 'Stalking has ceased',
  client_withdrew: 'Client withdrew',
  disengaged: 'Client disengaged',
  unable_to_contact: 'Unable to contact',
  transferred_area: 'Transferred to another area',
  transferred_service: 'Transferred to another service',
  moved_away: 'Client moved away',
  declined_after_contact: 'Client declined after contact',
  perpetrator_imprisoned: 'Perpetrator imprisoned',
  client_died: 'Client died',
  perpetrator_identified_as_client: 'The client was found to be the perpetrator',
  service_ended: 'Service ended',
  opened_in_error: 'Opened in error',
  other: 'Another reason',
});
export type ClosureReason = Code<typeof closureReasons>;

/** What a note is of. It tells whoever reads a subject access request where other people's words are likely to be. */
export const noteKinds = codelist({
  client: 'With the client',
  third_party: 'With someone else',
  partner: 'With a partner agency',
  supervision: 'Supervision or case management',
});
export type NoteKind = Code<typeof noteKinds>;

/** What a list of cases can be narrowed to, and what comes first in it. */
export const caseloadStates = codelist({ open: 'Open', closed: 'Closed', all: 'Open and closed' });
export type CaseloadState = Code<typeof caseloadStates>;

export const caseloadOwners = codelist({ mine: 'Mine', team: 'All of my teams' });
export type CaseloadOwner = Code<typeof caseloadOwners>;

export const caseloadOrders = codelist({
  review: 'Review due soonest',
  risk: 'Highest risk',
  opened: 'Opened last',
  closed: 'Closed last',
});
export type CaseloadOrder = Code<typeof caseloadOrders>;
