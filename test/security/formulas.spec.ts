import { csv } from '../../src/platform/http/csv.js';
import { readCsv } from '../support/csv-reader.js';
import { formulas } from './formulas.js';

/** What a spreadsheet takes for a formula, once it has taken off the quotes and the space before. */
const runs = (cell: string) => /^[\s\ufeff\u00a0\0]*[=+\-@＝＋－＠]/.test(cell) || /^[\t\r\n]/.test(cell);

describe('a cell with a formula in it', () => {
  it.each(formulas)('is read by another reader as text, and as all that was written: %j', (formula) => {
    const text = csv([
      ['First', formula, 'Last'],
      [formula, 7, formula],
    ]);
    const rows = readCsv(text);
    expect(rows.map((row) => row.length)).toEqual([3, 3]);
    for (const cell of rows.flat()) expect([cell, runs(cell)]).toEqual([cell, false]);
    expect(rows[0]?.[1]?.endsWith(formula)).toBe(true);
    expect(rows[1]?.[1]).toBe('7');
  });

  it('would be found where nothing stood before it', () => {
    const forgetful = formulas.map((formula) => `"${formula.replaceAll('"', '""')}"\r\n`);
    const found = forgetful.flatMap((text) => readCsv(text).flat()).filter(runs);
    expect(found.length).toBeGreaterThan(35);
  });
});
