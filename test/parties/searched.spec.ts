import { plainDate } from '../../src/kernel/plain-date.js';
import type { ClueKind } from '../../src/parties/clues.js';
import { cluesSearched, foundBecause } from '../../src/parties/searched.js';

const terms = (words: string, bornOn: string | null = null) => ({
  words,
  bornOn: bornOn === null ? null : plainDate(bornOn),
});
const person = {
  fullName: 'Fern Larch',
  knownAs: null,
  bornOn: plainDate('1991-05-17'),
  knownBy: [{ kind: 'other_name' as const, platform: null, value: 'Fern Hazel' }],
};
const kindsOf = (words: string, bornOn: string | null = null) => {
  const { telling, common } = cluesSearched(terms(words, bornOn));
  return new Set([...telling, ...common].map(({ kind }) => kind));
};

it.each<[string, ClueKind[]]>([
  ['07700 900123', ['phone', 'phone_ending', 'crime_reference']],
  ['900123', ['phone_ending', 'crime_reference']],
  ['zz12 abc', ['plate', 'crime_reference']],
  ['demo.fern@mail.invalid', ['email', 'username']],
  ['@demo.fern', ['username']],
  ['Fern Smyth', ['surname_and_initial', 'sound_and_initial']],
  ['Smyth', ['surname', 'sound', 'username']],
])('%s is looked for as what it may be', (words, kinds) => {
  expect([...kindsOf(words)]).toEqual(expect.arrayContaining(kinds));
});

it.each(['ZZ1 1ZZ', 'zz11zz', '12 Demo Street, ZZ1 1ZZ'])(
  'nobody is looked for by where they live: %s',
  (words) => {
    expect([...kindsOf(words)]).not.toContain('postcode');
  },
);

it('what few share is looked at before what many do', () => {
  const kinds = cluesSearched(terms('J Smith', '1991-05-17')).telling.map(({ kind }) => kind);
  expect(kinds.indexOf('name_and_birth')).toBeLessThan(kinds.indexOf('initials_and_birth'));
  expect(kinds.lastIndexOf('initials_and_birth')).toBeLessThan(kinds.indexOf('surname_and_initial'));
});

it('a whole name is not looked for among all who share a surname', () => {
  expect(cluesSearched(terms('Fern Smyth')).common).toEqual([]);
});

it('a day of birth alone is looked for, and beside a name narrows it', () => {
  expect([...kindsOf('', '1991-05-17')]).toEqual(['birth']);
  expect([...kindsOf('Fern Smyth', '1991-05-17')]).toContain('initials_and_birth');
});

it.each<[string, string | null, ClueKind[], string[]]>([
  ['Fern Larch', null, ['surname_and_initial'], ['Name']],
  ['Larch Fern', null, ['surname_and_initial'], ['Name']],
  ['Larch', null, ['surname'], ['Surname']],
  ['Fern Larsh', null, ['sound_and_initial'], ['Name written alike']],
  ['Fern Hazel', null, ['surname_and_initial'], ['Name']],
  ['Fern Larch', '1991-05-17', ['name_and_birth'], ['Name', 'Date of birth']],
  ['', '1991-05-17', ['birth'], ['Date of birth']],
  ['07700 900123', null, ['phone', 'phone_ending'], ['Phone number']],
  ['Jill Oak', null, ['sound_and_initial'], []],
])('%s (%s) says why it found somebody', (words, bornOn, shared, reasons) => {
  expect(foundBecause(terms(words, bornOn), person, shared).reasons).toEqual(reasons);
});

it('the same name comes before one that is written alike', () => {
  const scores = ['Fern Larch', 'Fern Larsh'].map((words) => foundBecause(terms(words), person, []).score);
  expect(scores[0]).toBeGreaterThan(scores[1] ?? 0);
});
