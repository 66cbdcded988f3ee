import { plainDate } from '../../src/kernel/plain-date.js';
import { ageInWords, soundRelated } from '../../src/parties/related.rules.js';

const today = plainDate('2026-03-03');
const child = { relation: 'clients_child' } as const;

describe('a child', () => {
  it.each([
    [{ ...child, bornIn: 2017 }, '8 or 9, born in 2017'],
    [{ ...child, bornIn: 2026 }, 'Under 1, born in 2026'],
    [{ ...child, bornIn: 2008 }, '17 or 18, born in 2008'],
    [{ ...child, ageTold: 8 }, '8 on 3 March 2026'],
    [child, 'Not known'],
  ])('has an age no surer than what was told: %o', (said, words) => {
    expect(ageInWords(soundRelated('child', said, today), today)).toBe(words);
  });

  it('of whom nobody said anything else has no known contact, nor household', () => {
    expect(soundRelated('child', child, today)).toMatchObject({
      contact: 'not_known',
      inHousehold: 'not_known',
    });
  });

  it.each([
    [{ ...child, bornIn: 2007 }, 'not-a-child'],
    [{ ...child, bornIn: 2027 }, 'not-a-child'],
    [{ ...child, bornIn: 2017, ageTold: 8 }, 'age-said-twice'],
    [{ relation: 'solicitor' } as const, 'relation-of-another-kind'],
  ])('is refused %o as %s', (said, rule) => {
    expect(() => soundRelated('child', said, today)).toThrow(expect.objectContaining({ rule }));
  });
});

it('a professional has neither an age, nor a household, nor contact, whatever was said', () => {
  const said = { relation: 'police_officer', bornIn: 2017, inHousehold: 'yes', contact: 'none' } as const;
  expect(soundRelated('professional', said, today)).toEqual({
    relation: 'police_officer',
    bornIn: null,
    ageTold: null,
    ageToldOn: null,
    inHousehold: null,
    contact: null,
  });
});
