import { CsvError, parse } from 'csv-parse/sync';
import { RuleBroken } from '../kernel/errors.js';
import { isFormula } from '../platform/http/csv.js';
import type { SheetEncoding, SheetSeparator } from './batch.codes.js';

/** A sheet as it was uploaded. Rows are numbered as a spreadsheet numbers them: the header is row 1. */
export interface Sheet {
  readonly header: readonly string[];
  readonly rows: readonly SheetRow[];
}

export interface SheetRow {
  readonly number: number;
  readonly cells: readonly string[];
}

export interface ReadSheet extends Sheet {
  readonly encoding: SheetEncoding;
  readonly separator: SheetSeparator;
}

/** As many rows as one batch takes, inclusive; the header is not one of them. */
export const mostRows = 5_000;
const mostColumns = 100;
const longestCell = 20_000;

/** Reads an uploaded file. @throws RuleBroken where it is no sheet that can be mapped; what it says is never quoted */
export function readSheet(file: Buffer): ReadSheet {
  const { text, encoding } = decoded(file);
  const separator = separatorOf(text);
  const [first = [], ...rest] = recordsOf(text, separator);
  const header = soundHeader(first.map(asWritten));
  const rows = rest
    .map((cells, index) => ({
      number: index + 2,
      cells: withoutSpareCells(cells.map(asWritten), header.length),
    }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  if (rows.length === 0) throw new RuleBroken('sheet-empty', 'The sheet has no rows below its header');
  if (rows.length > mostRows)
    throw new RuleBroken('sheet-too-long', 'Choose a sheet of at most 5,000 rows, or cut it in two');
  return { encoding, separator, header, rows };
}

/**
 * What a cell says, without the one apostrophe that `csv` puts before what a spreadsheet would run: rows in error that were taken
 * from here, mended and uploaded again say what they said before. A spreadsheet writes one so itself.
 */
function asWritten(cell: string): string {
  return cell.startsWith("'") && isFormula(cell.slice(1)) ? cell.slice(1) : cell;
}

function decoded(file: Buffer): { text: string; encoding: SheetEncoding } {
  const isWide = file[0] === 0xff && file[1] === 0xfe;
  if (isWide || file.includes(0))
    throw new RuleBroken('sheet-not-csv', 'Save the sheet as CSV (UTF-8), and choose that file');
  try {
    // The decoder takes a byte order mark away.
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(file), encoding: 'utf8' };
  } catch {
    return { text: windows1252(file), encoding: 'windows1252' };
  }
}

/** What Windows-1252 has where Latin-1 has nothing, from 0x80 on. Node 20's own decoder takes the two for one. */
const ofWindows = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

function windows1252(file: Buffer): string {
  return file
    .toString('latin1')
    .replace(/[\x80-\x9f]/g, (letter) => ofWindows.charAt(letter.charCodeAt(0) - 0x80));
}

const separators = { comma: ',', semicolon: ';' } as const satisfies Record<SheetSeparator, string>;

/** Whichever parts the header into more columns. */
function separatorOf(text: string): SheetSeparator {
  return columnsBy(text, 'semicolon') > columnsBy(text, 'comma') ? 'semicolon' : 'comma';
}

/** Read by the wrong one, a header may not be CSV at all. */
function columnsBy(text: string, separator: SheetSeparator): number {
  try {
    return recordsOf(text, separator, 1)[0]?.length ?? 0;
  } catch (error) {
    if (error instanceof RuleBroken) return 0;
    throw error;
  }
}

function recordsOf(text: string, separator: SheetSeparator, to = mostRows * 2): string[][] {
  try {
    return parse(text, {
      delimiter: separators[separator],
      relaxColumnCount: true,
      skipEmptyLines: false,
      to,
      maxRecordSize: mostColumns * longestCell,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new RuleBroken(
      'sheet-not-csv',
      'The sheet could not be read: a quotation mark in it is not closed, or is in the middle of a cell. Save it as CSV again',
    );
  }
}

/** A cell too many is kept where it says something: checking then tells that the row does not fit its header. */
function withoutSpareCells(cells: readonly string[], columns: number): readonly string[] {
  const spare = cells.slice(columns);
  return spare.every((cell) => cell.trim() === '') ? cells.slice(0, columns) : cells;
}

function soundHeader(cells: readonly string[]): string[] {
  const last = cells.findLastIndex((cell) => cell.trim() !== '');
  const header = cells.slice(0, last + 1).map((cell) => cell.trim().normalize('NFC'));
  if (header.length < 2 || header.length > mostColumns)
    throw new RuleBroken(
      'sheet-without-columns',
      'The first row must name the columns: from 2 to 100 of them, parted by commas or semicolons',
    );
  const unnamed = header.indexOf('');
  if (unnamed >= 0)
    throw new RuleBroken('column-unnamed', `Column ${String(unnamed + 1)} has no name in the first row`);
  const keys = header.map((name) => name.toLowerCase());
  const again = keys.findIndex((key, index) => keys.indexOf(key) < index);
  if (again >= 0)
    throw new RuleBroken(
      'column-named-twice',
      `Columns ${String(keys.indexOf(keys[again] ?? '') + 1)} and ${String(again + 1)} have the same name. Give each a name of its own`,
    );
  return header;
}
