import { codelist, type Code } from '../kernel/codelist.js';

/** Who a concern is about that is raised with social care. */
export const concernSubjects = codelist({ child: 'A child', adult: 'An adult at risk' });
export type ConcernSubject = Code<typeof concernSubjects>;

/** What social care made of a concern. */
export const concernOutcomes = codelist({
  protection: 'They act to protect: a child protection plan, or a safeguarding enquiry',
  assessment: 'They assess, or enquire',
  help: 'They offer help without it',
  known_already: 'They knew, and are in it already',
  no_action: 'They do nothing',
  other: 'Something else, as said below',
});
export type ConcernOutcome = Code<typeof concernOutcomes>;
