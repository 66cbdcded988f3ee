import { codelist, type Code } from '../kernel/codelist.js';

/** What a supervisor decides about an assessment. The assessment's state takes the same code. */
export const reviewDecisions = codelist({
  agreed: 'Agree with the band',
  amended: 'Amend the band',
  returned: 'Return it to be done again',
});
export type ReviewDecision = Code<typeof reviewDecisions>;
