import { codelist, type Code } from '../kernel/codelist.js';

/** By what somebody in the one record is likely whoever is said to stalk the other. */
export const foundBy = codelist({
  name: 'The same name, or nearly',
  contact: 'The same number, email address, username, vehicle or home',
});
export type FoundBy = Code<typeof foundBy>;

/** What a supervisor decides of two who both say they are the victim. */
export const counterOutcomes = codelist({
  both_stand: 'Both stand as clients, apart',
  earlier_is_perpetrator: 'Who came first is the perpetrator',
  later_is_perpetrator: 'Who came later is the perpetrator',
  unclear: 'It cannot be told: both are safeguarded, apart',
  not_the_same: 'They are not about each other: somebody shares a name or a number',
});
export type CounterOutcome = Code<typeof counterOutcomes>;

/** Which list of considerations is asked now. One that was answered under another edition keeps its own. */
export const edition = 1;

/**
 * What is considered of who is the victim, in our own words. Who strikes more, or who came first, is none of it: somebody who
 * resists may do more harm, and somebody who stalks may be first to complain.
 */
export const considerations = codelist({
  fear: 'Who is afraid, and changes what they do because of the other?',
  control: 'Who decides what the other may do, where they go, and whom they see?',
  pattern: 'Whose acts make a course over time, rather than an answer to one thing?',
  contact: 'Who seeks contact, and who tries to end it?',
  harm: 'Who was hurt, and how: in an attack, or in defence?',
  history: 'Who was reported, cautioned, convicted or under an order before, by this person or another?',
  answering: 'Whose complaint follows the other’s report, an order, or a hearing about children?',
  account: 'Whose account fits messages, records, and what others saw?',
  gain: 'What would each gain by being taken for the victim?',
});
export type Consideration = Code<typeof considerations>;

/** Who a consideration shows to be the victim. */
export const pointsTo = codelist({
  earlier: 'Who came first',
  later: 'Who came later',
  both: 'Both',
  unclear: 'Cannot be told',
});
export type PointsTo = Code<typeof pointsTo>;
