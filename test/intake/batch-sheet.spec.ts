import fc from 'fast-check';
import { RuleBroken } from '../../src/kernel/errors.js';
import { readSheet } from '../../src/intake/batch-sheet.js';
import { csv } from '../../src/platform/http/csv.js';
import { sized } from '../support/size.js';

const read = (text: string) => readSheet(Buffer.from(text));

function refusal(file: Buffer | string): string {
  try {
    readSheet(Buffer.from(file));
  } catch (error) {
    if (error instanceof RuleBroken) return `${error.rule}: ${error.message}`;
    throw error;
  }
  return 'read';
}

describe('a sheet', () => {
  it.each([
    ['UTF-8', Buffer.from('Name,Note\r\nÁster Ó,x\r\n'), 'utf8', 'Áster Ó'],
    ['UTF-8 with a byte order mark', Buffer.from('\uFEFFName,Note\r\nÁster,x\r\n'), 'utf8', 'Áster'],
    [
      'Windows-1252',
      Buffer.from('Name,Note\r\nZo\xeb \x93Demo\x94,x\r\n', 'latin1'),
      'windows1252',
      'Zoë “Demo”',
    ],
  ] as const)('in %s is read letter for letter, and says which it is', (_, file, encoding, name) => {
    const sheet = readSheet(file);
    expect([sheet.encoding, sheet.header, sheet.rows[0]?.cells[0]]).toEqual([
      encoding,
      ['Name', 'Note'],
      name,
    ]);
  });

  it.each([
    ['comma', 'Name,Note\r\nA,b\r\n'],
    ['semicolon', 'Name;Note\nA;b\n'],
    ['semicolon', 'Name;"Note; long, very"\nA;b\n'],
  ] as const)('is parted by what its header is parted by: %s', (separator, text) => {
    expect(read(text)).toMatchObject({ separator, rows: [{ number: 2, cells: ['A', 'b'] }] });
  });

  it('keeps line ends and doubled quotes inside a cell, and numbers rows as a spreadsheet does', () => {
    const { rows } = read('Name,Note\r\nA,"first\nsecond, ""so"""\r\n\r\n,\r\nB,c\r\n');
    expect(rows).toEqual([
      { number: 2, cells: ['A', 'first\nsecond, "so"'] },
      { number: 5, cells: ['B', 'c'] },
    ]);
  });

  it('leaves out spare cells that are empty, and keeps those that say something', () => {
    expect(read('Name,Note,,\r\nA,b,,\r\nC,d,,e\r\n').rows.map(({ cells }) => cells)).toEqual([
      ['A', 'b'],
      ['C', 'd', '', 'e'],
    ]);
  });

  it.each([
    ['a workbook', Buffer.from('PK\x03\x04\x00\x00xl/workbook.xml'), 'sheet-not-csv'],
    ['UTF-16', Buffer.from('\uFEFFName,Note\r\nA,b', 'utf16le'), 'sheet-not-csv'],
    ['an open quotation mark', 'Name,Note\r\nSecret,"never closed\r\nB,c\r\n', 'sheet-not-csv'],
    ['one column', 'Name\r\nA\r\n', 'sheet-without-columns'],
    ['nothing', '', 'sheet-without-columns'],
    ['a header alone', 'Name,Note\r\n', 'sheet-empty'],
    ['a column without a name', 'Name,,Note\r\nA,b,c\r\n', 'column-unnamed'],
    ['a name twice, however it is written', 'Name,Note, NAME\r\nA,b,c\r\n', 'column-named-twice'],
    ['5,001 rows', `Name,Note\r\n${'A,b\r\n'.repeat(5_001)}`, 'sheet-too-long'],
  ])('is refused where it is %s, in words that quote none of it', (_, file, rule) => {
    const said = refusal(file);
    expect(said).toMatch(new RegExp(`^${rule}: `));
    expect(said).not.toMatch(/Secret|NAME/);
  });

  it('may have 5,000 rows', () => {
    expect(read(`Name,Note\r\n${'A,b\r\n'.repeat(5_000)}`).rows).toHaveLength(5_000);
  });
});

describe('rows in error that were taken as a file, and uploaded again', () => {
  const anyCell = fc.oneof(
    fc.string({ maxLength: 8 }),
    fc.stringMatching(/^['=+@ -]{0,3}[a-z0-9 +'-]{0,6}$/),
    fc.constantFrom('+44 7700 900123', '-', "'=1+1", "''+44", '=cmd()', "'tis", '＋44'),
  );
  const isRead = (cell: string) => !cell.includes('\0');

  it('say what they said, whatever it was', () => {
    fc.assert(
      fc.property(fc.array(anyCell.filter(isRead), { minLength: 2, maxLength: 4 }), (cells) => {
        const row = ['kept', ...cells.slice(1), 'end'];
        const header = row.map((_, index) => `Column ${String(index)}`);
        expect(read(csv([header, row])).rows[0]?.cells).toEqual(row);
      }),
      { numRuns: sized(300, 5_000) },
    );
  });

  it('keep the whole number of somebody abroad', () => {
    const file = csv([
      ['Name', 'Phone'],
      ['Invented', '+44 7700 900123'],
    ]);
    expect(file).toContain("'+44");
    expect(read(file).rows[0]?.cells[1]).toBe('+44 7700 900123');
  });
});
