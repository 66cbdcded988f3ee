import { codelist, type Code } from '../kernel/codelist.js';

/** The bands ages are reported in. They add up to the national survey's and to the three that requests ask for. */
export const ageBands = codelist({
  age_under_13: 'Under 13',
  age_13_to_15: '13 to 15',
  age_16_to_17: '16 to 17',
  age_18_to_19: '18 to 19',
  age_20_to_24: '20 to 24',
  age_25_to_34: '25 to 34',
  age_35_to_44: '35 to 44',
  age_45_to_54: '45 to 54',
  age_55_to_64: '55 to 64',
  age_65_to_74: '65 to 74',
  age_75_and_over: '75 and over',
});
export type AgeBand = Code<typeof ageBands>;

/** The three bands most requests for information ask for. */
export const broadAgeBands = codelist({
  age_under_18: 'Under 18',
  age_18_to_64: '18 to 64',
  age_65_and_over: '65 and over',
});
export type BroadAgeBand = Code<typeof broadAgeBands>;

const firstAges = {
  age_under_13: 0,
  age_13_to_15: 13,
  age_16_to_17: 16,
  age_18_to_19: 18,
  age_20_to_24: 20,
  age_25_to_34: 25,
  age_35_to_44: 35,
  age_45_to_54: 45,
  age_55_to_64: 55,
  age_65_to_74: 65,
  age_75_and_over: 75,
} as const satisfies Record<AgeBand, number>;

/**
 * The band an age in completed years falls in: 17 is '16 to 17', 18 is '18 to 19'.
 * @throws RangeError where it is no age: negative, or not a whole number.
 */
export function ageBandOf(age: number): AgeBand {
  if (!Number.isInteger(age) || age < 0) throw new RangeError('An age is a whole number of years, 0 or more');
  const bands = ageBands.map((entry) => entry.code);
  return bands.findLast((band) => firstAges[band] <= age) ?? 'age_under_13';
}

/** The broad band that a reporting band lies wholly within. No reporting band straddles 18 or 65. */
export function broadAgeBandOf(band: AgeBand): BroadAgeBand {
  if (firstAges[band] < 18) return 'age_under_18';
  return firstAges[band] < 65 ? 'age_18_to_64' : 'age_65_and_over';
}
