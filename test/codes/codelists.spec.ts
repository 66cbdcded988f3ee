import { ageBandOf, ageBands, broadAgeBandOf } from '../../src/codes/age-band.codes.js';
import { behaviours, cyberElements, cyberTypes } from '../../src/codes/behaviour.codes.js';
import * as demographics from '../../src/codes/demographics.codes.js';
import { commissionerTypeOf, policeAreas } from '../../src/codes/police-area.codes.js';
import {
  personallyConnected,
  relationshipGroupOf,
  relationshipGroups,
  relationships,
} from '../../src/codes/relationship.codes.js';
import { unknownGroupOf, unknownGroups, unknownReasons } from '../../src/codes/unknown-reason.codes.js';
import { codesOf, type Codelist } from '../../src/kernel/codelist.js';

const lists: [string, Codelist, number][] = [
  ['unknown reasons', unknownReasons, 11],
  ['unknown groups', unknownGroups, 3],
  ['sexes', demographics.sexes, 2],
  ['gender identities', demographics.genderIdentities, 2],
  ['ethnic groups', demographics.ethnicGroups, 19],
  ['broad ethnic groups', demographics.broadEthnicGroups, 5],
  ['activity reductions', demographics.activityReductions, 3],
  ['sexual orientations', demographics.sexualOrientations, 4],
  ['religions', demographics.religions, 8],
  ['age bands', ageBands, 11],
  ['relationships', relationships, 18],
  ['relationship groups', relationshipGroups, 6],
  ['behaviours', behaviours, 33],
  ['cyber elements', cyberElements, 2],
  ['cyber types', cyberTypes, 21],
];

describe('codelists', () => {
  it.each(lists)('%s are lower-case words, each with a label of its own', (_, list, count) => {
    expect(list).toHaveLength(count);
    expect(codesOf(list).filter((code) => !/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(code))).toEqual([]);
    expect(new Set(list.map((entry) => entry.label)).size).toBe(count);
  });

  it('no list has a code for not knowing or not saying: those are unknowns, with a reason', () => {
    const facts = lists.slice(2).flatMap(([, list]) => codesOf(list));
    expect(facts.filter((code) => /unknown|not_known|prefer_not|not_identified/.test(code))).toEqual([]);
  });

  it('there are 43 police areas and the transport police', () => {
    const codes = codesOf(policeAreas);
    expect(codes.filter((code) => /^(E23|W15)0000\d\d$/.test(code))).toHaveLength(43);
    expect(codes.at(-1)).toBe('btp');
  });

  it('37 areas have a commissioner, five a mayor, one the City Corporation', () => {
    const types = codesOf(policeAreas).map(commissionerTypeOf);
    const count = (wanted: string[]) => types.filter((type) => wanted.includes(type)).length;
    expect([count(['pcc', 'pfcc']), count(['mayor']), count(['city_corporation'])]).toEqual([37, 5, 1]);
  });
});

describe('unknowns', () => {
  it('every group of unknowns has at least one reason in it', () => {
    expect(new Set(codesOf(unknownReasons).map(unknownGroupOf))).toEqual(new Set(codesOf(unknownGroups)));
  });

  it.each([
    ['not_asked', 'unknown_not_asked'],
    ['asked_declined', 'unknown_not_answered'],
    ['not_safe_to_ask', 'unknown_not_obtainable'],
    ['perpetrator_unidentified', 'unknown_not_obtainable'],
  ] as const)('%s is counted under %s', (reason, group) => {
    expect(unknownGroupOf(reason)).toBe(group);
  });
});

describe('ages', () => {
  it.each([
    [0, 'age_under_13'],
    [12, 'age_under_13'],
    [13, 'age_13_to_15'],
    [17, 'age_16_to_17'],
    [18, 'age_18_to_19'],
    [64, 'age_55_to_64'],
    [65, 'age_65_to_74'],
    [75, 'age_75_and_over'],
    [103, 'age_75_and_over'],
  ] as const)('somebody aged %i is in the band %s', (age, band) => {
    expect(ageBandOf(age)).toBe(band);
  });

  it.each([-1, 17.5])('%d is no age', (age) => {
    expect(() => ageBandOf(age)).toThrow(RangeError);
  });

  it.each([
    [17, 'age_under_18'],
    [18, 'age_18_to_64'],
    [64, 'age_18_to_64'],
    [65, 'age_65_and_over'],
  ] as const)('somebody aged %i is in the broad band %s', (age, band) => {
    expect(broadAgeBandOf(ageBandOf(age))).toBe(band);
  });
});

describe('relationships', () => {
  it.each([
    ['dated_briefly', 'intimate'],
    ['online_only', 'acquaintance'],
    ['public_figure_fan', 'stranger'],
    ['professional_contact', 'work'],
    ['partner_of_ex_or_ex_of_partner', 'acquaintance'],
  ] as const)('%s is reported as %s', (relationship, group) => {
    expect(relationshipGroupOf(relationship)).toBe(group);
  });

  it.each([
    ['ex_intimate', 'yes'],
    ['family', 'yes'],
    ['dated_briefly', 'ask'],
    ['stranger', 'no'],
  ] as const)('whether %s is personally connected: %s', (relationship, answer) => {
    expect(personallyConnected(relationship)).toBe(answer);
  });

  it('an ethnic group rolls up to the heading it stands under', () => {
    expect(demographics.broadEthnicGroupOf('mixed_white_and_asian')).toBe('mixed');
    expect(demographics.broadEthnicGroupOf('other_arab')).toBe('other');
  });
});
