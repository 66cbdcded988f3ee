import { CsvError, parse } from 'csv-parse/sync';
import { codesOf } from '../kernel/codelist.js';
import { RuleBroken } from '../kernel/errors.js';
import { readForm } from '../platform/http/form.js';
import { helplineFigures } from './helpline.codes.js';
import { HelplineCountForm } from './helpline.dto.js';

/** A row of a pasted sheet. Rows are numbered as a spreadsheet numbers them: the names of the columns are row 1. */
export interface SheetCount {
  readonly row: number;
  readonly form: HelplineCountForm;
}

/** The columns a sheet may have, as they are named in it, each with the field it is. */
const fields = new Map<string, string>([
  ['day', 'onDay'],
  ['hour', 'fromHour'],
  ['channel', 'channel'],
  ...codesOf(helplineFigures).map((figure): [string, string] => [figure, figure]),
  ['why_unknown', 'whyUnknown'],
  ['counted_by', 'countedBy'],
]);
export const sheetColumns = [...fields.keys()];

/** As many rows as an hour by hour sheet of a month has by one channel, and some. */
const mostRows = 800;

/**
 * The counts of a pasted sheet: comma-separated, or as a spreadsheet copies cells, by tabs. Either every row can be read or none is.
 * @throws RuleBroken `helpline-sheet-unread` where it is no such sheet, `helpline-row-unread` naming the row and what to do
 */
export function countsOnSheet(text: string): SheetCount[] {
  const [names = [], ...rows] = recordsOf(text);
  const columns = names.map((name) => fields.get(name.trim().toLowerCase()) ?? '');
  if (columns.includes('') || new Set(columns).size < columns.length)
    throw new RuleBroken(
      'helpline-sheet-unread',
      `Name each column once in the first row: ${sheetColumns.join(', ')}`,
    );
  const filled = rows
    .map((cells, index) => ({ row: index + 2, cells }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  if (filled.length === 0 || filled.length > mostRows)
    throw new RuleBroken(
      'helpline-sheet-unread',
      `Paste from 1 to ${String(mostRows)} rows below the names of the columns`,
    );
  return filled.map(({ row, cells }) => ({ row, form: countOf(row, { columns, cells }) }));
}

function recordsOf(text: string): string[][] {
  const [first = ''] = text.split('\n', 1);
  try {
    return parse(text, { delimiter: first.includes('\t') ? '\t' : ',', relaxColumnCount: true, bom: true });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new RuleBroken('helpline-sheet-unread', 'A quotation mark in what was pasted is not closed');
  }
}

function countOf(
  row: number,
  { columns, cells }: { columns: readonly string[]; cells: readonly string[] },
): HelplineCountForm {
  if (cells.slice(columns.length).some((cell) => cell.trim() !== ''))
    throw new RuleBroken('helpline-row-unread', `Row ${String(row)}: there are more cells than columns`);
  const values = Object.fromEntries(columns.map((field, index) => [field, (cells[index] ?? '').trim()]));
  const form = readForm(HelplineCountForm, values);
  if (form.ok) return form.value;
  throw new RuleBroken(
    'helpline-row-unread',
    `Row ${String(row)}: ${Object.values(form.raw.errors)[0] ?? 'not read'}`,
  );
}
