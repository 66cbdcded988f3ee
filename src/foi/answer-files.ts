import { StreamableFile } from '@nestjs/common';
import { asPlainText, type Letter } from './answer.rules.js';
import { tablesAsCsv } from './answer-csv.rules.js';

/** A letter as plain text, for where no page can be sent. */
export function textFile(letter: Letter, reference: string): StreamableFile {
  return file(asPlainText(letter), { type: 'text/plain; charset=utf-8', name: `${reference}.txt` });
}

/** Its tables as CSV: no spreadsheet of ours leaves, for what it holds besides cannot be seen (ICO, September 2023). */
export function csvFile(letter: Letter, reference: string): StreamableFile {
  return file(tablesAsCsv(letter), { type: 'text/csv; charset=utf-8', name: `${reference}.csv` });
}

function file(text: string, { type, name }: { type: string; name: string }): StreamableFile {
  return new StreamableFile(Buffer.from(text, 'utf8'), {
    type,
    disposition: `attachment; filename="${name}"`,
  });
}
