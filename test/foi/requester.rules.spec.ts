import { withoutRequester } from '../../src/foi/requester.rules.js';

const rowan = {
  name: 'Ms Invented Rowan',
  address: 'Flat 2, 1 Invented Row\nSussex\nrowan@requests.invalid',
};

describe('a letter without who sent it', () => {
  it.each([
    ['the name in a signature', 'Yours, Invented Rowan', 'Yours, [name]'],
    ['the name in another case, with other space', 'INVENTED\n Rowan writes', '[name] writes'],
    ['a title before the name', 'Ms Invented Rowan', 'Ms [name]'],
    ['a numbered line of the address', 'I live at 1 Invented Row.', 'I live at [address].'],
    ['any email address', 'Write to someone.else@requests.invalid', 'Write to [address]'],
    ['a telephone number', 'Ring 07700 900456 or +44 7700 900456', 'Ring [address] or [address]'],
    ['a postcode', 'at ZZ1 1ZZ', 'at [address]'],
  ])('has not %s', (_, letter, left) => {
    expect(withoutRequester(letter, rowan)).toBe(left);
  });

  it.each([
    'How many in 2018/19, 2019/20 and 2020/21? And from 20 January 2020?',
    'Home Office codes 008/65 and 008/66, 35,726 records',
    'Were any Rowans or Inventeds counted? Is Flat 2 a place, in Sussex?',
    'Sections 1(1), 10(3) and 40(2)',
    'In 2017 2018 2019 2020 2021, or 01-01-2019 31-12-2020, or 020/21',
  ])('keeps its questions: %s', (letter) => {
    expect(withoutRequester(letter, rowan)).toBe(letter);
  });

  it('is read at once, however long a word it is of', () => {
    const began = performance.now();
    withoutRequester('a1'.repeat(10_000), rowan);
    expect(performance.now() - began).toBeLessThan(500);
  });

  it('keeps every word where the name is one of many letters’ words, and takes it as a pattern of nothing', () => {
    expect(withoutRequester('Are there (a+)+ of (a+)+?', { name: '(a+)+', address: '' })).toBe(
      'Are there [name] of [name]?',
    );
    expect(withoutRequester('How many?', { name: '', address: '' })).toBe('How many?');
  });
});
