import { codelist, type Code } from '../kernel/codelist.js';

/** Each thing that was considered of a client and one decision. */
export const considered = codelist({ yes: 'Yes', no: 'No', unclear: 'Cannot be told' });
export type Considered = Code<typeof considered>;

export const capacityFindings = codelist({
  has_capacity: 'The client can make this decision',
  lacks_capacity: 'The client cannot make this decision now',
  unclear: 'It cannot be told',
});
export type CapacityFinding = Code<typeof capacityFindings>;

/** What came of a concern about capacity. */
export const capacityOutcomes = codelist({
  client_decided: 'The client decided',
  best_interests: 'It was done in their best interests',
  advocate_found: 'An independent mental capacity advocate was found',
  assessed_elsewhere: 'Somebody else assessed it',
  deputy_decides: 'An attorney, a deputy or a court decides',
  other: 'Something else, as said below',
});
export type CapacityOutcome = Code<typeof capacityOutcomes>;
