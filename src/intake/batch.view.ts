import { labelOf } from '../kernel/codelist.js';
import type { Paged } from '../platform/page/paging.js';
import { batchFields, batchSources, batchStates, sheetEncodings, sheetSeparators } from './batch.codes.js';
import type { BatchState } from './batch.codes.js';
import type { SheetColumns } from './batch-checks.service.js';
import type { RowFinding } from './batch-findings.queries.js';
import type { Batch } from './batch.queries.js';
import type { Sheet } from './batch-sheet.js';
import type { Question } from './batch-words.rules.js';
import type { OpenedBatch } from './batches.service.js';

const colours = {
  uploaded: 'yellow',
  checked: 'yellow',
  recording: 'blue',
  recorded: 'green',
  discarded: 'grey',
  undone: 'grey',
} as const satisfies Record<BatchState, string>;

function stateOf(batch: Batch) {
  return { text: labelOf(batchStates, batch.state), colour: colours[batch.state] };
}

export function batchListView({ rows, ...paged }: Paged<Batch>) {
  return {
    paged,
    batches: rows.map((batch) => ({
      id: batch.id,
      senderName: batch.senderName,
      uploadedAt: batch.uploadedAt,
      rowCount: batch.rowCount,
      recorded: batch.state === 'undone' ? batch.kept : batch.recorded,
      state: stateOf(batch),
    })),
  };
}

/** A batch as its page shows it: how many rows will become referrals, how many of those are likely known, how many cannot. */
export function batchView({ batch, inError, likely, left, kept }: OpenedBatch) {
  const { state } = batch;
  const toRecord = batch.ready + batch.alike;
  return {
    ...batch,
    source: labelOf(batchSources, batch.source),
    encoding: labelOf(sheetEncodings, batch.encoding),
    notUtf8: batch.encoding !== 'utf8',
    separator: labelOf(sheetSeparators, batch.separator).toLowerCase(),
    state: stateOf(batch),
    is: { [state]: true },
    toRecord,
    undone: batch.recorded - batch.kept,
    percent: toRecord === 0 ? 0 : Math.floor((100 * batch.recorded) / toRecord),
    likely: likely.join(', '),
    left: left.join(', '),
    moreLikely: batch.alike - likely.length,
    inError,
    keptRows: kept,
  };
}

export function columnsView({ batch, columns, missing }: SheetColumns) {
  return {
    batch: { id: batch.id, senderName: batch.senderName, version: batch.version },
    columns: columns.map((column, index) => ({ ...column, field: `columns.${String(index)}` })),
    missing: missing.map((field) => labelOf(batchFields, field)),
    fields: batchFields,
    likely: Object.fromEntries(
      columns.map(({ likely }, index) => [`columns.${String(index)}`, likely ?? '']),
    ),
  };
}

/** The questions by the field they are of, so that the words of one column stand together. */
export function wordsView({ batch, questions }: { batch: Batch; questions: readonly Question[] }) {
  const asked = questions.map((question, index) => ({ ...question, name: `words.${String(index)}` }));
  return {
    batch: { id: batch.id, version: batch.version },
    groups: batchFields.flatMap(({ code, label }) => {
      const words = asked.filter(({ field }) => field === code);
      return words.length === 0 ? [] : [{ label, everyRow: words[0]?.word === null, words }];
    }),
    likely: Object.fromEntries(asked.map(({ name, suggested }) => [name, suggested ?? ''])),
  };
}

/** The rows in error as the sheet had them, with their number before and what is wrong with each after. */
export function errorRows({
  sheet,
  findings,
}: {
  sheet: Sheet;
  findings: readonly RowFinding[];
}): (string | number)[][] {
  const rows = new Map(sheet.rows.map(({ number, cells }) => [number, cells]));
  const blanks = (cells: readonly string[]) => sheet.header.map((_, index) => cells[index] ?? '');
  return [
    ['Row', ...sheet.header, 'What to mend'],
    ...findings.map(({ number, faults }) => {
      const cells = rows.get(number) ?? [];
      const spare = cells.slice(sheet.header.length);
      return [number, ...blanks(cells), faults.join('; '), ...spare];
    }),
  ];
}
