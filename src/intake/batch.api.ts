import { ApiProperty } from '@nestjs/swagger';
import { batchFields, batchFindings, batchStates } from './batch.codes.js';
import type { BatchFinding, BatchState } from './batch.codes.js';
import type { SheetColumns } from './batch-checks.service.js';
import type { Batch } from './batch.queries.js';
import type { Question } from './batch-words.rules.js';
import type { OpenedBatch } from './batches.service.js';
import type { Paged } from '../platform/page/paging.js';
import { codesOf } from '../kernel/codelist.js';

export class BatchCreated {
  @ApiProperty({ format: 'uuid' }) id!: string;
}

export class BatchBody {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() sender!: string;
  @ApiProperty({ type: String, format: 'date-time' }) uploadedAt!: Date;
  @ApiProperty({ type: String, format: 'date-time' }) receivedAt!: Date;
  @ApiProperty({ enum: codesOf(batchStates) }) state!: BatchState;
  @ApiProperty() encoding!: string;
  @ApiProperty() separator!: string;
  @ApiProperty({ description: 'Rows of the sheet, its header and empty rows not counted' }) rows!: number;
  @ApiProperty() ready!: number;
  @ApiProperty({ description: 'Recorded as any other: they count as received' }) likelyDuplicates!: number;
  @ApiProperty() inError!: number;
  @ApiProperty() recorded!: number;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When it was proposed that it be undone, where that waits for another supervisor',
  })
  undoingProposedAt!: Date | null;
  @ApiProperty({
    description: 'To be sent with the next step, which is refused as stale where it has moved on',
  })
  version!: number;
}

export class BatchPage {
  @ApiProperty() page!: number;
  @ApiProperty() pages!: number;
  @ApiProperty() total!: number;
  @ApiProperty({ type: [BatchBody] }) batches!: BatchBody[];
}

export class BatchRowBody {
  @ApiProperty({ description: 'As a spreadsheet numbers it: the header is row 1' }) row!: number;
  @ApiProperty({ enum: codesOf(batchFindings) }) finding!: BatchFinding;
  @ApiProperty({ type: [String] }) faults!: readonly string[];
}

/** A batch with a page of its rows in error, and those that undoing left. */
export class OpenedBatchBody extends BatchBody {
  @ApiProperty() page!: number;
  @ApiProperty() pages!: number;
  @ApiProperty({ type: [BatchRowBody] }) rowsInError!: BatchRowBody[];
  @ApiProperty({
    type: [Number],
    description: 'Row numbers that undoing left, since somebody worked on them',
  })
  kept!: number[];
}

export class ColumnBody {
  @ApiProperty() column!: string;
  @ApiProperty({ enum: codesOf(batchFields), nullable: true, type: String }) likely!: string | null;
}

export class QuestionBody {
  @ApiProperty({ enum: codesOf(batchFields) }) field!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Null where the answer is for every row' })
  word!: string | null;
  @ApiProperty() rows!: number;
  @ApiProperty({ type: [String] }) options!: string[];
  @ApiProperty({ type: String, nullable: true }) suggested!: string | null;
}

export function batchBody(batch: Batch): BatchBody {
  return bodyOf(batch);
}

function bodyOf(batch: Batch) {
  const {
    id,
    senderName: sender,
    uploadedAt,
    receivedAt,
    state,
    encoding,
    separator,
    version,
    ready,
    recorded,
  } = batch;
  const counts = {
    rows: batch.rowCount,
    ready,
    likelyDuplicates: batch.alike,
    inError: batch.faulty,
    recorded,
    undoingProposedAt: batch.undoingProposedAt,
  };
  return { id, sender, uploadedAt, receivedAt, state, encoding, separator, ...counts, version };
}

export function batchPage({ page, pages, total, rows }: Paged<Batch>): BatchPage {
  return { page, pages, total, batches: rows.map(batchBody) };
}

export function openedBatchBody({
  batch,
  inError: { page, pages, rows },
  kept,
}: OpenedBatch): OpenedBatchBody {
  const rowsInError = rows.map(({ number: row, finding, faults }) => ({ row, finding, faults }));
  return { ...bodyOf(batch), page, pages, rowsInError, kept: kept.map(({ number }) => number) };
}

export function columnBodies({ columns }: SheetColumns): ColumnBody[] {
  return columns.map(({ name: column, likely }) => ({ column, likely }));
}

export function questionBodies(questions: readonly Question[]): QuestionBody[] {
  return questions.map(({ options, ...question }) => ({ ...question, options: codesOf(options) }));
}
