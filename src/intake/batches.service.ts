import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Person } from '../kernel/actor.js';
import type { CodeEntry } from '../kernel/codelist.js';
import { RuleBroken } from '../kernel/errors.js';
import { londonInstant } from '../cases/london-instant.js';
import { addEntry, listed } from '../platform/audit/entry.js';
import { Clock } from '../platform/clock.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Paged } from '../platform/page/paging.js';
import { myTeams } from '../referrals/referral.queries.js';
import { received } from '../referrals/referral.rules.js';
import type { BatchFinding } from './batch.codes.js';
import type { UploadForm } from './batch.dto.js';
import {
  findingsOnPage,
  keptRows,
  likelyRows,
  rowsInError,
  rowsLeft,
  type RowFinding,
} from './batch-findings.queries.js';
import { noMapping } from './batch-mapping.rules.js';
import {
  batchesOnPage,
  batchWith,
  keepSheet,
  senderNamed,
  senderNames,
  sheetOf,
  type Batch,
} from './batch.queries.js';
import { readSheet, type Sheet } from './batch-sheet.js';

/** A batch and what its page shows beside it. */
export interface OpenedBatch {
  readonly batch: Batch;
  readonly inError: Paged<RowFinding>;
  readonly likely: readonly number[];
  /** Rows that could not be recorded in the first hour, and are tried again. */
  readonly left: readonly number[];
  readonly kept: readonly { number: number; referralId: string; reference: string }[];
}

/** A few numbers, so that somebody can look at some. */
const likelyShown = 30;
const shown: BatchFinding = 'in_error';
const notYet = 'It could not be recorded yet, and is tried again every hour';

@Injectable()
export class BatchesService {
  constructor(
    private readonly db: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  list(actor: Person, page: unknown): Promise<Paged<Batch>> {
    return this.db.run(actor, async (tx) => {
      const rows = await batchesOnPage(tx, page);
      await listed(tx, 'referral_batches.listed', { ...rows, idOf: ({ id }) => id });
      return rows;
    });
  }

  /** The teams one can upload for, and who sent sheets before. */
  lists(actor: Person): Promise<{ teams: CodeEntry[]; senders: string[] }> {
    return this.db.run(actor, async (tx) => ({ teams: await myTeams(tx), senders: await senderNames(tx) }));
  }

  /** Takes a sheet in, to be mapped and checked. Nothing of it is recorded yet. @throws RuleBroken where it is no sheet */
  upload(actor: Person, form: UploadForm): Promise<string> {
    const { encoding, separator, ...sheet } = readSheet(Buffer.from(form.file, 'base64'));
    return this.db.run(actor, async (tx) => {
      const teamId = await teamFor(tx, form.teamId);
      const now = this.clock.now();
      const receivedAt = received(await londonInstant(tx, form.receivedOn, form.receivedTime), now);
      const senderId = await senderNamed(tx, teamId, form.sender);
      const id = randomUUID();
      await tx.query(
        `INSERT INTO referral_batch (id, team_id, sender_id, uploaded_at, received_at, source, encoding, separator, row_count)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [id, teamId, senderId, now, receivedAt, form.source, encoding, separator, sheet.rows.length],
      );
      await keepSheet(tx, id, { sheet, mapping: noMapping });
      return id;
    });
  }

  show(actor: Person, id: string, page: unknown): Promise<OpenedBatch> {
    return this.db.run(actor, async (tx) => {
      const batch = await opened(tx, id);
      const kept = batch.state === 'undone' ? await keptRows(tx, id) : [];
      return {
        batch,
        inError: await findingsOnPage(tx, { batchId: id, finding: shown }, page),
        likely: await likelyRows(tx, id, likelyShown),
        left: await rowsLeft(tx, id),
        kept,
      };
    });
  }

  /** The rows in error with what is wrong with each, and those that could not be recorded, as long as the sheet is there. */
  errors(actor: Person, id: string): Promise<{ sheet: Sheet; findings: RowFinding[] }> {
    return this.db.run(actor, async (tx) => {
      await opened(tx, id);
      const { sheet } = await sheetOf(tx, id);
      await addEntry(tx, { act: 'referral_batch.errors_taken', about: { kind: 'referral_batch', id } });
      const left = (await rowsLeft(tx, id)).map((number) => ({
        number,
        finding: 'ready' as const,
        faults: [notYet],
      }));
      return { sheet, findings: [...(await rowsInError(tx, id)), ...left] };
    });
  }
}

/** Finds a batch and records that it was opened. @throws NotFound */
async function opened(tx: EntityManager, id: string): Promise<Batch> {
  const batch = await batchWith(tx, id);
  await addEntry(tx, { act: 'referral_batch.opened', about: { kind: 'referral_batch', id } });
  return batch;
}

async function teamFor(tx: EntityManager, asked: string | undefined): Promise<string> {
  const teams = (await myTeams(tx)).map(({ code }) => code);
  const team = asked ?? (teams.length === 1 ? teams[0] : undefined);
  if (team !== undefined && teams.includes(team)) return team;
  throw new RuleBroken('team-not-yours', 'Select which of your teams the referrals are for');
}
