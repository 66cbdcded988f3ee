import { csv } from '../platform/http/csv.js';
import type { Letter } from './answer.rules.js';

const wholeNumber = /^\d{1,3}(?:,\d{3})*$/;

/**
 * Every table of a letter as one CSV, a line for each figure: a program reads it however many columns a table has. No spreadsheet
 * of ours leaves, for what else it holds cannot be seen (ICO, September 2023).
 */
export function tablesAsCsv({ answers }: Letter): string {
  const rows = answers.flatMap(({ number, blocks }) =>
    blocks.flatMap((block) =>
      block.kind === 'table'
        ? block.rows.flatMap(({ label, cells }) =>
            cells.map((cell, column) => [
              number,
              block.caption,
              label,
              block.columns[column] ?? '',
              figureOf(cell),
            ]),
          )
        : [],
    ),
  );
  return csv([['Question', 'Table', 'Line', 'Period', 'Figure'], ...rows]);
}

function figureOf(cell: string): string | number {
  return wholeNumber.test(cell) ? Number(cell.replaceAll(',', '')) : cell;
}
