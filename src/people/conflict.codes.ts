import { codelist, type Code } from '../kernel/codelist.js';

/** Who somebody is to the member of staff who must never see their records. */
export const conflictRelations = codelist({
  partner: 'Partner',
  former_partner: 'Former partner',
  family: 'Family',
  friend: 'Friend',
  neighbour: 'Neighbour',
  colleague: 'Colleague, here or elsewhere',
  own_other_name: 'Yourself, by another name',
  other: 'Someone else you know',
});
export type ConflictRelation = Code<typeof conflictRelations>;

/** What a conflict is found by. */
export const conflictFindings = codelist({
  declared: 'They said so themselves',
  matched_name: 'The same name, or one spelt much like it',
  matched_contact: 'The same phone number or email address',
});
export type ConflictFinding = Code<typeof conflictFindings>;
