import { countsOnSheet } from '../../src/helpline/helpline-sheet.js';

describe('a pasted sheet of counts', () => {
  it('is read with commas, or with tabs as a spreadsheet copies cells, empty cells being not known', () => {
    const lines = [
      'day,hour,channel,answered,why_unknown,counted_by',
      '6/3/2026,9,phone,7,not_kept,system',
      ',,,,,',
      '',
    ];
    const count = {
      onDay: '2026-03-06',
      fromHour: 9,
      channel: 'phone',
      answered: 7,
      whyUnknown: 'not_kept',
      countedBy: 'system',
    };
    expect(countsOnSheet(lines.join('\r\n'))).toEqual([{ row: 2, form: count }]);
    expect(countsOnSheet(lines.join('\n').replaceAll(',', '\t'))).toEqual([{ row: 2, form: count }]);
  });

  it.each([
    ['a column that is none', 'day,caller\n6/3/2026,Invented', 'Name each column once'],
    ['a column twice', 'day,day\n6/3/2026,6/3/2026', 'Name each column once'],
    ['no row', 'day,channel\n', 'Paste from 1 to 800 rows'],
    ['a quotation mark that is not closed', 'day,channel\n"6/3/2026,phone', 'quotation mark'],
    ['a cell too many', 'day,channel,counted_by\n6/3/2026,phone,system,7', 'Row 2: there are more cells'],
    [
      'a number that is none',
      'day,channel,counted_by,answered\n6/3/2026,phone,system,-1',
      'Row 2: Enter how many were answered',
    ],
    ['a channel that is none', 'day,channel,counted_by\n6/3/2026,fax,system', 'Row 2: Select how they came'],
  ])('with %s is not read, and what it says is not repeated', (_, text, message) => {
    expect(() => countsOnSheet(text)).toThrow(message);
    expect(() => countsOnSheet(text)).not.toThrow('Invented');
  });
});
