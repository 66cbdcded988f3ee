import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Person } from '../kernel/actor.js';
import { RuleBroken } from '../kernel/errors.js';
import { likelyAmongMany } from '../parties/find-many-alike.queries.js';
import { addEntry } from '../platform/audit/entry.js';
import { hashOfTerms } from '../platform/audit/hash-of-terms.js';
import { Clock } from '../platform/clock.js';
import { takeMinutes } from '../platform/database/patience.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Secrets } from '../platform/secrets.js';
import type { BatchField } from './batch.codes.js';
import type { ColumnsForm, WordsForm } from './batch.dto.js';
import { keepFindings, type RowFinding } from './batch-findings.queries.js';
import { likelyColumns, mappedColumns, missingColumns } from './batch-mapping.rules.js';
import {
  batchToChange,
  batchWith,
  mappingOf,
  remap,
  sheetOf,
  type Batch,
  type KeptSheet,
} from './batch.queries.js';
import { readRow, type ReadRow } from './batch-row.js';
import type { Sheet } from './batch-sheet.js';
import { answeredWords, questionsOf, type Question } from './batch-words.rules.js';

/** The columns of a sheet: what each is likely to be, and one cell of each that says something. */
export interface SheetColumns {
  readonly batch: Batch;
  readonly columns: readonly { name: string; example: string; likely: BatchField | null }[];
  /** What the sheets of this sender had, and this one has not. */
  readonly missing: readonly BatchField[];
}

/** How a sheet is read is said by whoever uploaded it; then every row is tried, and nothing recorded. */
@Injectable()
export class BatchChecksService {
  constructor(
    private readonly db: UnitOfWork,
    private readonly clock: Clock,
    private readonly secrets: Secrets,
  ) {}

  columns(actor: Person, id: string): Promise<SheetColumns> {
    return this.db.run(actor, async (tx) => {
      const batch = await batchWith(tx, id);
      const { sheet, mapping } = await sheetOf(tx, id);
      const mapped = Object.keys(mapping.columns).length > 0;
      const before = await mappingOf(tx, batch.senderId);
      await addEntry(tx, { act: 'referral_batch.columns_seen', about: { kind: 'referral_batch', id } });
      const likely = likelyColumns(sheet.header, mapped ? mapping : before);
      const columns = sheet.header.map((name, index) => ({
        name,
        example: exampleOf(sheet, index),
        likely: likely[index] ?? null,
      }));
      return { batch, columns, missing: missingColumns(sheet.header, before) };
    });
  }

  /** @throws RuleBroken of `mappedColumns`, and where a column is not likely to be what it was chosen as */
  chooseColumns(actor: Person, id: string, { version, columns }: ColumnsForm): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const batch = await stillUnrecorded(tx, { id, version });
      const { sheet, mapping } = await sheetOf(tx, id);
      const chosen = sheet.header.map((_, index) => columns[String(index)] ?? null);
      const before = await mappingOf(tx, batch.senderId);
      const mapped = {
        columns: mappedColumns(sheet.header, chosen),
        words: { ...before.words, ...mapping.words },
      };
      questionsOf(sheet, mapped);
      await remap(tx, id, mapped);
      await setState(tx, id, 'uploaded');
    });
  }

  words(actor: Person, id: string): Promise<{ batch: Batch; questions: Question[] }> {
    return this.db.run(actor, async (tx) => {
      const batch = await batchWith(tx, id);
      const { sheet, mapping } = await sheetOf(tx, id);
      await addEntry(tx, { act: 'referral_batch.words_seen', about: { kind: 'referral_batch', id } });
      return { batch, questions: questionsOf(sheet, mapping) };
    });
  }

  /** Takes the answers, and tries every row. @throws RuleBroken of `answeredWords`, or `columns-first` */
  answerAndCheck(actor: Person, id: string, { version, words }: WordsForm): Promise<void> {
    return this.db.run(actor, async (tx) => {
      await takeMinutes(tx);
      const batch = await stillUnrecorded(tx, { id, version });
      const { sheet, mapping } = await sheetOf(tx, id);
      if (Object.keys(mapping.columns).length === 0)
        throw new RuleBroken('columns-first', 'Say first what each column is');
      const questions = questionsOf(sheet, mapping);
      const answers = questions.map((_, index) => words[String(index)]);
      const read = { sheet, mapping: { columns: mapping.columns, words: answeredWords(questions, answers) } };
      await remap(tx, id, read.mapping);
      await keepFindings(tx, id, await this.findings(tx, batch, read));
      await setState(tx, id, 'checked');
    });
  }

  /** It is a search of people by name, so the log has whom it found, among those whoever asks may see. */
  private async findings(
    tx: EntityManager,
    batch: Batch,
    { sheet, mapping }: KeptSheet,
  ): Promise<RowFinding[]> {
    const present = { now: this.clock.now(), today: this.clock.today() };
    const reading = { header: sheet.header, mapping };
    const rows = sheet.rows.map((row) => ({
      number: row.number,
      read: readRow(row, reading, { arrival: batch, present }),
    }));
    const sound = rows.flatMap(({ number, read }) => (read.ok ? [{ number, likeness: read.likeness }] : []));
    const { places, clientIds } = await likelyAmongMany(
      tx,
      sound.map(({ likeness }) => likeness),
    );
    const likely = new Set([...places].map((place) => sound[place]?.number));
    await addEntry(tx, {
      act: 'people.searched',
      ids: await latestReferrals(tx, clientIds),
      fields: ['full_name', 'known_as', 'born_on', 'reached_by'],
      fingerprint: hashOfTerms(
        this.secrets,
        sound.map(({ likeness }) => likeness.fullName),
      ),
    });
    return rows.map(({ number, read }) => findingOf(number, read, likely.has(number)));
  }
}

function findingOf(number: number, read: ReadRow, isLikely: boolean): RowFinding {
  if (!read.ok) return { number, finding: 'in_error', faults: read.faults };
  return { number, finding: isLikely ? 'likely_duplicate' : 'ready', faults: [] };
}

/** @throws RuleBroken `batch-over` once it is being recorded, or was discarded */
export async function stillUnrecorded(
  tx: EntityManager,
  which: { readonly id: string; readonly version: number },
): Promise<Batch> {
  const batch = await batchToChange(tx, which);
  if (batch.state === 'uploaded' || batch.state === 'checked') return batch;
  throw new RuleBroken('batch-over', 'This sheet was recorded or discarded already');
}

async function setState(tx: EntityManager, id: string, state: 'uploaded' | 'checked'): Promise<void> {
  await tx.query('UPDATE referral_batch SET state = $2 WHERE id = $1', [id, state]);
}

async function latestReferrals(tx: EntityManager, clientIds: readonly string[]): Promise<string[]> {
  const rows = await tx.query<{ id: string }[]>(
    'SELECT DISTINCT ON (client_id) id FROM referral WHERE client_id = ANY ($1) ORDER BY client_id, received_at DESC, id',
    [clientIds],
  );
  return rows.map(({ id }) => id);
}

function exampleOf({ rows }: Sheet, column: number): string {
  const cell = rows.map(({ cells }) => (cells[column] ?? '').trim()).find((text) => text !== '') ?? '';
  return cell.length > 60 ? `${cell.slice(0, 60)}…` : cell;
}
