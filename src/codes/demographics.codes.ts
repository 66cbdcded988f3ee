import { codelist, type Code } from '../kernel/codelist.js';

// No list here has "prefer not to say": that is an unknown, with the reason asked_declined, and is counted with the
// other unknowns. Two ways to record one answer would split the count.

/** The two answers of the census question. Kept apart from gender identity, which is another question. */
export const sexes = codelist({ female: 'Female', male: 'Male' });
export type Sex = Code<typeof sexes>;

/** "Is the gender you identify with the same as your sex registered at birth?" */
export const genderIdentities = codelist({
  same_as_sex_registered: 'The same as sex registered at birth',
  different_from_sex_registered: 'Different from sex registered at birth',
});
export type GenderIdentity = Code<typeof genderIdentities>;

/** The nineteen ethnic groups of the 2021 census for England and Wales. */
export const ethnicGroups = codelist({
  white_british: 'English, Welsh, Scottish, Northern Irish or British',
  white_irish: 'Irish',
  white_gypsy_or_irish_traveller: 'Gypsy or Irish Traveller',
  white_roma: 'Roma',
  white_other: 'Any other White background',
  mixed_white_and_black_caribbean: 'White and Black Caribbean',
  mixed_white_and_black_african: 'White and Black African',
  mixed_white_and_asian: 'White and Asian',
  mixed_other: 'Any other Mixed or Multiple background',
  asian_indian: 'Indian',
  asian_pakistani: 'Pakistani',
  asian_bangladeshi: 'Bangladeshi',
  asian_chinese: 'Chinese',
  asian_other: 'Any other Asian background',
  black_african: 'African',
  black_caribbean: 'Caribbean',
  black_other: 'Any other Black, Black British or Caribbean background',
  other_arab: 'Arab',
  other_any: 'Any other ethnic group',
});
export type EthnicGroup = Code<typeof ethnicGroups>;

export const broadEthnicGroups = codelist({
  white: 'White',
  mixed: 'Mixed or Multiple ethnic groups',
  asian: 'Asian, Asian British or Asian Welsh',
  black: 'Black, Black British, Black Welsh, Caribbean or African',
  other: 'Other ethnic group',
});
export type BroadEthnicGroup = Code<typeof broadEthnicGroups>;

const broadGroups = {
  white_british: 'white',
  white_irish: 'white',
  white_gypsy_or_irish_traveller: 'white',
  white_roma: 'white',
  white_other: 'white',
  mixed_white_and_black_caribbean: 'mixed',
  mixed_white_and_black_african: 'mixed',
  mixed_white_and_asian: 'mixed',
  mixed_other: 'mixed',
  asian_indian: 'asian',
  asian_pakistani: 'asian',
  asian_bangladeshi: 'asian',
  asian_chinese: 'asian',
  asian_other: 'asian',
  black_african: 'black',
  black_caribbean: 'black',
  black_other: 'black',
  other_arab: 'other',
  other_any: 'other',
} as const satisfies Record<EthnicGroup, BroadEthnicGroup>;

/** The census's five-group roll-up of an ethnic group. */
export function broadEthnicGroupOf(group: EthnicGroup): BroadEthnicGroup {
  return broadGroups[group];
}

/** "Physical or mental health conditions or illnesses lasting or expected to last 12 months or more." */
export const longTermConditions = codelist({ yes: 'Yes', no: 'No' });
export type LongTermCondition = Code<typeof longTermConditions>;

/** How far the condition reduces the ability to carry out day-to-day activities. */
export const activityReductions = codelist({
  a_lot: 'Yes, a lot',
  a_little: 'Yes, a little',
  not_at_all: 'Not at all',
});
export type ActivityReduction = Code<typeof activityReductions>;

export const sexualOrientations = codelist({
  straight: 'Straight or heterosexual',
  gay_or_lesbian: 'Gay or lesbian',
  bisexual: 'Bisexual',
  other: 'Other sexual orientation',
});
export type SexualOrientation = Code<typeof sexualOrientations>;

export const religions = codelist({
  no_religion: 'No religion',
  christian: 'Christian',
  buddhist: 'Buddhist',
  hindu: 'Hindu',
  jewish: 'Jewish',
  muslim: 'Muslim',
  sikh: 'Sikh',
  other: 'Any other religion',
});
export type Religion = Code<typeof religions>;
