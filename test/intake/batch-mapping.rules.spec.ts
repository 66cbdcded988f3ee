import {
  likelyColumns,
  mappedColumns,
  missingColumns,
  noMapping,
  type Mapping,
} from '../../src/intake/batch-mapping.rules.js';
import { answeredWords, questionsOf, saidIn } from '../../src/intake/batch-words.rules.js';
import { asFields, header } from './batch-desk.js';

const before: Mapping = { columns: asFields, words: { relationship: { 'ex-partner': 'ex_intimate' } } };
const sheet = (rows: string[][]) => ({
  header,
  rows: rows.map((cells, index) => ({ number: index + 2, cells })),
});
const relationship = (word: string) =>
  header.map((name) => (name === 'Relationship' ? word : name === 'Sex' ? 'F' : ''));

describe('what a column is', () => {
  it('is guessed from how it was for this sender, or from its name alone', () => {
    expect(likelyColumns(['DOB', 'Full Name', 'Email address', 'Officer'], before)).toEqual([
      'born_on',
      'full_name',
      'email',
      null,
    ]);
    expect(likelyColumns(['DOB', 'Suspect'], noMapping)).toEqual([null, null]);
  });

  it('is guessed once, and of another sheet it is said what is missing', () => {
    expect(likelyColumns(['Full name', 'FULL NAME '], noMapping)).toEqual(['full_name', null]);
    expect(missingColumns(['Full name', 'Invoice'], before)).toContain('born_on');
    expect(missingColumns(header, before)).toEqual([]);
  });

  it.each([
    [['full_name', 'full_name', 'what_happened'], 'field-chosen-twice'],
    [['full_name', null, null], 'column-missing'],
    [['what_happened', null, null], 'column-missing'],
  ] as const)('is refused where %j', (chosen, rule) => {
    expect(() => mappedColumns(['One', 'Two', 'Three'], chosen)).toThrow(
      expect.objectContaining({ rule }) as Error,
    );
  });
});

describe('what a word means', () => {
  const asked = (rows: string[][], mapping = before) =>
    questionsOf(sheet(rows), mapping).map(({ field, word, rows: of, suggested }) => [
      field,
      word,
      of,
      suggested,
    ]);

  it('is asked once for each word, and of what no column says for every row', () => {
    const rows = [
      relationship('Ex-partner'),
      relationship('EX-PARTNER '),
      relationship('Stranger'),
      relationship('Boss'),
    ];
    expect(asked(rows)).toEqual([
      ['sex', 'F', 4, null],
      ['police_area', null, 4, null],
      ['relationship', 'Ex-partner', 2, 'ex_intimate'],
      ['relationship', 'Stranger', 1, 'stranger'],
      ['relationship', 'Boss', 1, null],
      ['police_recorded_as', '', 4, null],
      ['contact_consent', '', 4, null],
      ['support_consent', null, 4, null],
      ['police_consent', null, 4, null],
    ]);
  });

  it('is never guessed: a word near one of ours is asked', () => {
    const word = (text: string) =>
      asked([relationship(text)]).find(([field]) => field === 'relationship')?.[3];
    expect(['Ex partner', 'ex', 'Exe-partner', 'unknown'].map(word)).toEqual([null, null, null, null]);
  });

  it('has to be answered by one of its options', () => {
    const questions = questionsOf(sheet([relationship('Boss')]), before);
    const right = questions.map(({ options }) => options[0]?.code);
    expect(answeredWords(questions, right)['relationship']).toEqual({ boss: right[2] });
    for (const wrong of [undefined, '', 'F', 'unknown:invented']) {
      expect(() => answeredWords(questions, right.with(2, wrong))).toThrow(
        expect.objectContaining({ rule: 'word-unanswered' }) as Error,
      );
    }
  });

  it('is refused where a column has more words than codes have names: a column of another sheet', () => {
    const rows = Array.from({ length: 61 }, (_, index) => relationship(`Invented person ${String(index)}`));
    expect(() => questionsOf(sheet(rows), before)).toThrow(/more than 60 different words/);
  });
});

describe('an empty cell', () => {
  const reading = { header, mapping: { ...before, words: {} } };
  const said = (field: Parameters<typeof saidIn>[2]) =>
    saidIn({ number: 2, cells: header.map(() => ' ') }, reading, field);

  it('is not known since it was not supplied, is unsafe, or says nothing', () => {
    expect([said('sex'), said('safe'), said('phone'), said('contact_consent')]).toEqual([
      'unknown:referrer_did_not_supply',
      'unknown',
      null,
      null,
    ]);
  });
});
