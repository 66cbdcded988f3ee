import { codelist, type Codelist } from '../kernel/codelist.js';
import type { Family } from './cube.js';
import { categoriesOf, unknown, type Category, type CategoryGroup, type Dimension } from './dimension.js';
import type { Identity, Select } from './identity.js';

const referralFates = codelist({
  referral_accepted: 'Referral accepted',
  referral_waiting: 'Referral accepted, waiting for an advocate',
  referral_redirected: 'Referral redirected to another service',
  referral_declined: 'Referral declined',
  referral_unreached: 'Referral of somebody who could not be reached',
  referral_duplicate: 'Referral of someone already referred',
  referral_undecided: 'Referral not yet decided at the cut-off',
});
const caseSteps = codelist({ case_opened: 'Case opened', case_closed: 'Case closed' });
const sexes = codelist({ female: 'Female', male: 'Male' });
const relationships = codelist({
  intimate: 'Partner or former partner',
  family: 'Family member',
  acquaintance: 'Acquaintance or friend',
  work: 'Known through work',
  neighbour: 'Neighbour',
  stranger: 'Stranger',
});
const yesOrNo = codelist({ yes: 'Yes', no: 'No' });
const unknownReasons = codelist({
  unknown_not_asked: 'Unknown: not asked',
  unknown_not_answered: 'Unknown: asked and not answered',
  unknown_not_obtainable: 'Unknown: could not be found out',
});
const orderStages = codelist({
  applied: 'Applied for',
  interim_made: 'Interim order made',
  full_made: 'Full order made',
  refused: 'Application refused',
  withdrawn: 'Application withdrawn',
});
const breachOutcomes = codelist({
  not_reported: 'Not reported to the police',
  reported: 'Reported, nothing further known',
  recorded: 'Recorded as a crime',
  charged: 'Charged',
  no_further_action: 'No further action',
  other: 'Another outcome',
});

const referral: CategoryGroup = { code: 'referral', label: 'Referrals received' };

const stageOfCase = stages('Stage', [...categoriesOf(referralFates, referral), ...categoriesOf(caseSteps)]);
const sex = partition('sex', 'Sex', withUnknowns(sexes));
const relationship = partition(
  'relationship',
  'Relationship of the person stalking',
  withUnknowns(relationships),
);
const cyber = partition('cyber', 'Any stalking online or by device', withUnknowns(yesOrNo));
const stageOfOrder = stages('Stage', categoriesOf(orderStages));
const outcome = partition('outcome', 'Outcome', categoriesOf(breachOutcomes));

/** The families a service counts, over the areas it works in. Nothing finer than these is ever published. */
export function familiesFor(areas: Codelist): Family[] {
  const area = partition('area', 'Area', categoriesOf(areas));
  return descriptions.map(({ dimensions, ...family }) => ({ ...family, dimensions: [area, ...dimensions] }));
}

const descriptions: readonly Family[] = [
  {
    name: 'referrals_and_cases',
    label: 'Referrals and cases',
    unit: 'One count is one referral received, one case opened or one case closed.',
    definition:
      'A referral counts in the quarter it was received, by its decision as it stood at the cut-off of the figures it was first ' +
      'counted in. A case counts in the quarter it was opened and again in the quarter it was closed. The area is that of the case or referral.',
    dimensions: [stageOfCase],
  },
  {
    name: 'people_supported',
    label: 'People supported',
    unit: 'One count is one person.',
    definition:
      'Distinct people, each counted once, in the quarter of their first two-way contact after acceptance, with what was known ' +
      'of them at the cut-off of the figures they were first counted in. The area is that of their case.',
    dimensions: [sex, relationship, cyber],
  },
  {
    name: 'orders',
    label: 'Stalking protection orders',
    unit: 'One count is one step of one application for a stalking protection order.',
    definition:
      'An application counts in the quarter it was made, and again in the quarter of each interim order, full order, refusal or ' +
      'withdrawal that came of it, so one application can count in several lines. The area is that of the case.',
    dimensions: [stageOfOrder],
  },
  {
    name: 'breaches',
    label: 'Breaches of stalking protection orders',
    unit: 'One count is one breach of an order in force.',
    definition:
      'A breach counts in the quarter it happened, by its outcome as it stood at the cut-off of the figures it was first counted ' +
      'in. The area is that of the case.',
    dimensions: [outcome],
  },
];

const step = (...stage: string[]): Select[] => [{ family: 'referrals_and_cases', where: { stage } }];
const orderStep = (...stage: string[]): Select[] => [{ family: 'orders', where: { stage } }];
const all = (family: string): Select[] => [{ family, where: {} }];
const earlier = (selects: Select[]): Select[] => selects.map((select) => ({ ...select, before: true }));

/** What anyone can know of the true counts without reading one. The rounding respects them and the attacker uses them. */
export const identities: readonly Identity[] = [
  {
    // Accepting a referral opens its case at once, so one that is undecided at a cut-off has no case before it.
    name: 'cases-from-referrals',
    sentence:
      'Every case opened came of a referral that was accepted, or shown as not yet accepted in earlier figures.',
    kind: 'at_most',
    part: step('case_opened'),
    whole: [...step('referral_accepted'), ...earlier(step('referral_waiting', 'referral_undecided'))],
    wholeComesFirst: true,
  },
  {
    // Accepted between the end of a quarter and its cut-off, a referral counts in that quarter and its case in the next.
    name: 'accepted-have-cases',
    sentence: 'Every referral accepted has a case, opened in the next quarter at the latest.',
    kind: 'at_most',
    part: earlier(step('referral_accepted')),
    whole: step('case_opened'),
    wholeComesFirst: false,
  },
  {
    name: 'closed-were-opened',
    sentence: 'Every case closed was opened before.',
    kind: 'at_most',
    part: step('case_closed'),
    whole: step('case_opened'),
    wholeComesFirst: true,
  },
  {
    name: 'people-have-cases',
    sentence: 'Every person supported has a case that was opened.',
    kind: 'at_most',
    part: all('people_supported'),
    whole: step('case_opened'),
    wholeComesFirst: true,
  },
  {
    name: 'interim-were-applied-for',
    sentence: 'Every interim order was applied for.',
    kind: 'at_most',
    part: orderStep('interim_made'),
    whole: orderStep('applied'),
    wholeComesFirst: true,
  },
  {
    name: 'ended-were-applied-for',
    sentence: 'Every application ends at most once: in a full order, a refusal or a withdrawal.',
    kind: 'at_most',
    part: orderStep('full_made', 'refused', 'withdrawn'),
    whole: orderStep('applied'),
    wholeComesFirst: true,
  },
  {
    name: 'breaches-need-orders',
    sentence: 'There is no breach without an order made before it.',
    kind: 'needs',
    part: all('breaches'),
    whole: orderStep('interim_made', 'full_made'),
    wholeComesFirst: true,
  },
  {
    // An order may be older than the case: the police apply, and refer afterwards. So only by snapshot.
    name: 'applications-need-cases',
    sentence: 'No application is known to us in an area where we have had no case.',
    kind: 'needs',
    part: orderStep('applied'),
    whole: step('case_opened'),
    wholeComesFirst: false,
  },
];

function partition(name: string, label: string, categories: readonly Category[]): Dimension {
  return { name, label, adds: true, categories };
}

function stages(label: string, categories: readonly Category[]): Dimension {
  return { name: 'stage', label, adds: false, categories };
}

function withUnknowns(known: Codelist): Category[] {
  return [...categoriesOf(known), ...categoriesOf(unknownReasons, unknown)];
}
