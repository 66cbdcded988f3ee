import { codelist, type Code } from '../kernel/codelist.js';

/** What is done where somebody is in danger now, in the order it is done. */
export const dangerSteps = codelist({
  police: '999 told',
  lead: 'On-call lead told',
  agreed: 'What was agreed',
  whereabouts: 'Where the person is safe now',
});
export type DangerStep = Code<typeof dangerSteps>;

/** That something was done, or that it was not, for a reason which is then said. */
export const stepStandings = codelist({ done: 'Yes', not_done: 'No, because of what I say below' });
export type StepStanding = Code<typeof stepStandings>;

export const dangerDecisions = codelist({
  person_safe: 'The person is safe, and everything was done',
  with_police: 'The police have it in hand',
  no_danger: 'There was no danger after all',
});
export type DangerDecision = Code<typeof dangerDecisions>;
