import { tablesAsCsv } from '../../src/foi/answer-csv.rules.js';
import type { Letter } from '../../src/foi/answer.rules.js';

const letter: Letter = {
  opening: [],
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

describe('the tables of a letter as CSV', () => {
  it('have a line for each figure, numbers as numbers, and nothing that a spreadsheet would run', () => {
    expect(tablesAsCsv(letter).split('\r\n')).toEqual([
      'Question,Table,Line,Period,Figure',
      `1,"'=Cases, opened",All,2019/20,1335`,
      `1,"'=Cases, opened",All,2020/21,nil by law`,
      `1,Orders,'+All,2020/21,0`,
      '',
    ]);
  });
});
