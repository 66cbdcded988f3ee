import { plainDate } from '../../src/kernel/plain-date.js';
import { readLetter } from '../../src/foi/letter.rules.js';

function read(text: string) {
  return readLetter(text, plainDate('2024-02-19'));
}

function numbersAndMeasures(text: string) {
  return read(text).map(({ number, measures }) => [number, measures.join(' ')]);
}

describe('a letter’s numbering', () => {
  it('letters in brackets are questions, and each that names nothing follows the one before', () => {
    const letter = `Please provide, for the last three financial years:
(a) the number of full and interim stalking protection orders applied for;
(b) the number not authorised by a superintendent;
(c) the number refused at court.
Please also tell me the number of specialist stalking officers you have.`;
    expect(numbersAndMeasures(letter)).toEqual([
      ['a', 'orders_applied'],
      ['b', 'orders_not_authorised'],
      ['c', 'orders_refused'],
      ['1', 'staffing'],
    ]);
  });

  it('a list pasted as one line is as many questions as it numbers', () => {
    const letter =
      'I ask: 1. How many SPOs were granted in 2023? 2. How many were refused? 3) How many arrests were made?';
    expect(numbersAndMeasures(letter)).toEqual([
      ['1', 'orders_granted'],
      ['2', 'orders_refused'],
      ['3', 'arrests'],
    ]);
  });

  it('a page’s mark-up, entities and hard spaces are no part of the question', () => {
    const letter =
      '<p>Dear FOI team,</p><ol><li>How many&nbsp;clients you supported in 2022/23 &amp; 2023/24, by age (&lt;18, 18&ndash;64, 65+)</li><li>How many referrals you received</li></ol><p>Kind regards</p>';
    const [first, second] = read(letter);
    expect(first).toMatchObject({
      measures: ['people_supported'],
      by: ['age_band'],
      bands: ['<18', '18-64', '65+'],
    });
    expect(second).toMatchObject({
      number: '2',
      measures: ['referrals'],
      periods: { years: ['2022/23', '2023/24'] },
    });
  });

  it('smart quotes, long dashes and bullets from a word processor are read', () => {
    const letter =
      'For 20/01/20 – 31/08/21:\r\n• how many ‘reports’ of stalking\r\n•\u00A0how many people were charged';
    expect(numbersAndMeasures(letter)).toEqual([
      ['1', 'stalking_reports'],
      ['2', 'charges'],
    ]);
    expect(read(letter)[1]?.periods).toMatchObject({ windows: [{ from: '2020-01-20', to: '2021-08-31' }] });
  });

  it('a heading says which order the questions beneath it are about', () => {
    const letter = `In 2022 and 2023:
Stalking protection orders
1. How many were applied for?
Non-molestation orders
2. How many breaches were recorded?`;
    expect(read(letter).map(({ orderTypes }) => orderTypes)).toEqual([['spo'], ['nmo']]);
  });

  it('lines that only break a question down are folded into it', () => {
    const letter = `Please can I have, for 2021/22:
1. Referrals
   - by source
   - by gender
2. People supported
   - by age group`;
    expect(read(letter).map(({ number, by }) => [number, by])).toEqual([
      ['1', ['source', 'sex']],
      ['2', ['age_band']],
    ]);
  });

  it('running text beneath a list is about the whole list', () => {
    const letter = `For each year since 2019:
- victims of stalking
- breaches of restraining orders
broken down by sex.`;
    expect(read(letter).map(({ by }) => by)).toEqual([['sex'], ['sex']]);
  });

  it('a number on a line of its own is that of the question beneath', () => {
    const letter =
      'Question 1\nHow many SPOs were applied for in 2023?\n\nQuestion 2\n\nHow many were granted?';
    expect(numbersAndMeasures(letter)).toEqual([
      ['1', 'orders_applied'],
      ['2', 'orders_granted'],
    ]);
  });

  it('lines that lost their marks are questions all the same, one that is not counted included', () => {
    const letter =
      'In 2022/23:\n\nThe number of people referred\nThe number of people supported\nThe average waiting time';
    expect(numbersAndMeasures(letter)).toEqual([
      ['1', 'referrals'],
      ['2', 'people_supported'],
      ['3', ''],
    ]);
  });

  it('what a letter’s opening breaks down is broken down in every question', () => {
    const letter =
      'For each month of 2022:\n1. The number of arrests.\n2. The number of referrals, by gender.';
    expect(read(letter).map(({ by }) => by)).toEqual([['month'], ['sex', 'month']]);
  });

  it('a signature is no question', () => {
    expect(
      read('1. How many SPOs were granted in 2023?\n\nYours faithfully,\nA. Invented-Person'),
    ).toHaveLength(1);
  });

  it('two questions with one number are told apart', () => {
    const letter =
      'Orders\n1. How many SPOs were granted in 2023?\nPeople\n1. How many people were supported in 2023?';
    expect(read(letter).map(({ number }) => number)).toEqual(['1', '2']);
  });

  it('a letter too long to read is refused, saying what to do', () => {
    expect(() => read('How many? '.repeat(3000))).toThrow(
      expect.objectContaining({ rule: 'letter-too-long' }),
    );
  });

  it('a letter of more than a hundred questions is refused, saying what to do', () => {
    expect(() => read('How many SPOs in 2023?\n'.repeat(101))).toThrow(
      expect.objectContaining({ rule: 'too-many-questions' }),
    );
  });

  it('the longest letter that is read is read at once', () => {
    const started = performance.now();
    read('How many stalking protection orders between January and the '.repeat(330));
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
