import { canonicalJson, hashOf } from '../../src/foi/letter-hash.js';
import type { Letter } from '../../src/foi/answer.rules.js';

const letter: Letter = {
  opening: [{ kind: 'paragraph', text: '=HYPERLINK("x")' }],
  answers: [
    {
      number: '1',
      disposition: 'answerable',
      needs: [],
      blocks: [
        {
          kind: 'table',
          caption: '=Cases, opened',
          columns: ['2019/20', '2020/21'],
          rows: [{ label: 'All', cells: ['1,335', 'nil by law'] }],
        },
        { kind: 'table', caption: 'Orders', columns: ['2020/21'], rows: [{ label: '+All', cells: ['0'] }] },
      ],
    },
  ],
  closing: [],
};

describe('the hash of a letter', () => {
  it('is the same however its keys are ordered, as the database orders them in its own way', () => {
    const { opening, answers, closing } = letter;
    expect(hashOf({ closing, answers, opening })).toEqual(hashOf(letter));
    expect(canonicalJson({ b: [1, { d: null, c: 'é' }], a: true })).toBe(
      '{"a":true,"b":[1,{"c":"é","d":null}]}',
    );
  });

  it('is another for another word, another order of words, or another cell', () => {
    const [answer] = letter.answers;
    const changed: Letter[] = [
      { ...letter, opening: [] },
      { ...letter, closing: letter.opening, opening: [] },
      { ...letter, answers: answer ? [{ ...answer, blocks: [...answer.blocks].reverse() }] : [] },
    ];
    expect(new Set([letter, ...changed].map((each) => hashOf(each).toString('hex'))).size).toBe(4);
  });
});
