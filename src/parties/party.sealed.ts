import type { SealedTable } from '../platform/sealing/sealing.js';

/** Who a client is. The date of birth is sealed as text, '1991-05-17'. */
export const clientIdentity = {
  table: 'client_identity',
  opens: 'client',
  row: 'client_id',
  columns: ['full_name', 'known_as', 'born_on'],
} as const satisfies SealedTable;

export const perpetratorIdentity = {
  table: 'perpetrator_identity',
  opens: 'perpetrator',
  row: 'perpetrator_id',
  columns: ['full_name', 'also_known_as', 'born_on'],
} as const satisfies SealedTable;

/** The number or address, and how to go about it: by the key of the client it reaches. */
export const contactMethodIdentity = {
  table: 'contact_method_identity',
  opens: 'client',
  row: 'contact_method_id',
  columns: [
    'value',
    'when_safe',
    'say_we_are',
    'who_may_answer',
    'code_word',
    'code_question',
    'interpreter',
  ],
} as const satisfies SealedTable;

/** What somebody is known by, by the key of whom it is of: the client or the perpetrator. */
const identifierIdentity = {
  table: 'identifier_identity',
  row: 'identifier_id',
  columns: ['value'],
} as const;
export const clientIdentifier = { ...identifierIdentity, opens: 'client' } as const satisfies SealedTable;
export const perpetratorIdentifier = {
  ...identifierIdentity,
  opens: 'perpetrator',
} as const satisfies SealedTable;

/** Why two records were taken to be of one person, and why not after all: by the key of the one of the two that is named first. */
const likenessNarrative = {
  table: 'likeness_narrative',
  row: 'likeness_id',
  columns: ['why', 'why_ended'],
} as const;
export const clientLikeness = { ...likenessNarrative, opens: 'client' } as const satisfies SealedTable;
export const perpetratorLikeness = {
  ...likenessNarrative,
  opens: 'perpetrator',
} as const satisfies SealedTable;

/** Why a supervisor looked where else a perpetrator is. */
export const seenBeforeLookNarrative = {
  table: 'seen_before_look_narrative',
  opens: 'perpetrator',
  row: 'seen_before_look_id',
  columns: ['why'],
} as const satisfies SealedTable;
