import { plainDate } from '../../src/kernel/plain-date.js';
import {
  jaroWinkler,
  matchesOf,
  normalisedContact,
  normalisedName,
  type Likeness,
} from '../../src/parties/matching.rules.js';

function aPerson(facts: Partial<Likeness> = {}): Likeness {
  return {
    fullName: 'Demo Aster',
    knownAs: null,
    bornOn: plainDate('1991-05-17'),
    reachedBy: ['07700 900123'],
    knownBy: [],
    ...facts,
  };
}

const stranger = aPerson({
  fullName: 'Invented Zinnia',
  bornOn: plainDate('1970-01-01'),
  reachedBy: ['07700 900999'],
});

const knownBy: Likeness['knownBy'] = [
  { kind: 'username', platform: 'instagram', value: 'demo.aster' },
  { kind: 'plate', platform: null, value: 'ZZ12ABC' },
  { kind: 'crime_reference', platform: null, value: '42/12345/26' },
];

describe('two records may be of one person', () => {
  it.each<[string, Partial<Likeness>, string[]]>([
    [
      'by the same name and date of birth',
      { fullName: ' demo  ÁSTER', bornOn: plainDate('1991-05-17') },
      ['Same name and date of birth'],
    ],
    [
      'by the same phone number, written otherwise',
      { reachedBy: ['+44 (0)7700-900123'] },
      ['Same phone number or email address'],
    ],
    [
      'by the same username on the same platform',
      { knownBy: [{ kind: 'username', platform: 'instagram', value: '@DEMO.aster' }] },
      ['Same username on the same platform'],
    ],
    [
      'by the same vehicle',
      { knownBy: [{ kind: 'plate', platform: null, value: 'zz12 abc' }] },
      ['Same vehicle registration'],
    ],
    [
      'by the same crime reference',
      { knownBy: [{ kind: 'crime_reference', platform: null, value: '42 12345 26' }] },
      ['Same crime reference'],
    ],
    [
      'by the phone number somebody else said is theirs',
      { knownBy: [{ kind: 'phone', platform: null, value: '07700 900123' }] },
      ['Same phone number or email address'],
    ],
    [
      'by another name they use',
      { bornOn: null, knownBy: [{ kind: 'other_name', platform: null, value: 'Demo Aster' }] },
      ['Same name'],
    ],
    [
      'by a similar name and the same date of birth',
      { fullName: 'Demo Asther', bornOn: plainDate('1991-05-17') },
      ['Similar name and same date of birth'],
    ],
    [
      'by a similar name where a date of birth is missing',
      { fullName: 'Demo Asther', bornOn: null },
      ['Similar name'],
    ],
    [
      'by the same name where the dates of birth differ: one may be mistyped',
      { fullName: 'Demo Aster' },
      ['Same name, with another date of birth'],
    ],
    [
      'by what they are known as',
      { fullName: 'Invented Other', knownAs: 'Demo Aster', bornOn: null },
      ['Same name'],
    ],
  ])('%s', (_, facts, reasons) => {
    const [match] = matchesOf(aPerson({ knownBy }), [{ ...stranger, ...facts }]);
    expect(match?.reasons).toEqual(reasons);
  });

  it.each<[string, Partial<Likeness>]>([
    ['where nothing is alike', {}],
    ['where only the date of birth is the same', { bornOn: plainDate('1991-05-17') }],
    ['where a similar name has another date of birth', { fullName: 'Demo Asther' }],
    ['where the names only begin alike', { fullName: 'Demo Astridsdottir', bornOn: null }],
    ['where one word is all they are known by', { knownAs: 'Demo', bornOn: null }],
    [
      'where the username is of another platform',
      { knownBy: [{ kind: 'username', platform: 'tiktok', value: 'demo.aster' }] },
    ],
    ['where both have a street address', { reachedBy: ['1 Invented Row'] }],
  ])('but not %s', (_, facts) => {
    const person = aPerson({ reachedBy: ['1 Invented Row', '07700 900123'], knownAs: 'Demo', knownBy });
    expect(matchesOf(person, [{ ...stranger, ...facts }])).toEqual([]);
  });

  it('and the likeliest comes first', () => {
    const similar = aPerson({ fullName: 'Demo Asther', bornOn: null, reachedBy: [] });
    const same = aPerson({ reachedBy: [] });
    const matches = matchesOf(aPerson(), [similar, stranger, same]);
    expect(matches.map(({ candidate }) => candidate)).toEqual([same, similar]);
  });
});

it.each([
  ['07700 900123', '7700900123'],
  ['+44 7700 900123', '7700900123'],
  ['0044 7700 900123', '7700900123'],
  ['+353 1 555 01234', '3155501234'],
  ['00353 155501234', '3155501234'],
  ['Demo.Aster@Mail.Invalid ', 'demo.aster@mail.invalid'],
  ['2 Invented Row, Demoton', null],
  ['999', null],
])('the contact %s is compared as %s', (value, normalised) => {
  expect(normalisedContact(value)).toBe(normalised);
});

it('a name is compared without accents, capitals or punctuation', () => {
  expect(normalisedName("  O'Demo–ÁSTER ")).toBe('o demo aster');
});

// The worked examples usually given with the measure.
it.each([
  ['martha', 'marhta', 0.961],
  ['dwayne', 'duane', 0.84],
  ['dixon', 'dicksonx', 0.813],
  ['same', 'same', 1],
  ['abc', 'xyz', 0],
  ['', 'a', 0],
])('the similarity of %s and %s is %d', (one, other, similarity) => {
  expect(jaroWinkler(one, other)).toBeCloseTo(similarity, 3);
  expect(jaroWinkler(other, one)).toBeCloseTo(similarity, 3);
});
