import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { machine, onErrand, type Machine, type Person } from '../kernel/actor.js';
import { NotFound, RuleBroken } from '../kernel/errors.js';
import { londonDate } from '../kernel/plain-date.js';
import { addContactMethod } from '../parties/record-client.js';
import { ConflictTokens } from '../people/conflict-tokens.js';
import { Clock } from '../platform/clock.js';
import { brokenConstraint } from '../platform/database/broken-constraint.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { peopleIn } from '../referrals/received-referral.js';
import { recordReferral } from '../referrals/record-referral.js';
import type { BatchStepForm } from './batch.dto.js';
import { rowsToRecord } from './batch-findings.queries.js';
import { rememberMapping, sheetOf, type KeptSheet } from './batch.queries.js';
import { readRow, type Arrival, type ReadRow } from './batch-row.js';
import { stillUnrecorded } from './batch-checks.service.js';

type SoundRow = Extract<ReadRow, { ok: true }>;

/** A batch as the job that records it sees it. */
interface Begun extends Arrival, KeptSheet {
  readonly teamId: string;
  readonly organisationId: string;
  readonly begunAt: Date;
  readonly left: readonly number[];
}

/** Records a batch: row by row, each in a transaction of its own, so that what breaks in between is gone on with. */
@Injectable()
export class BatchRecordingService {
  constructor(
    private readonly db: UnitOfWork,
    private readonly clock: Clock,
    private readonly tokens: ConflictTokens,
  ) {}

  /** Has a checked batch recorded by the worker. How its columns and words are read is kept for the next of its sender. */
  begin(actor: Person, id: string, { version }: BatchStepForm): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const batch = await stillUnrecorded(tx, { id, version });
      if (batch.state !== 'checked')
        throw new RuleBroken('batch-unchecked', 'Check the sheet before recording it');
      if (batch.ready + batch.alike === 0)
        throw new RuleBroken(
          'nothing-to-record',
          'No row of the sheet can be recorded. Mend the sheet and upload it again',
        );
      await rememberMapping(tx, batch.senderId, (await sheetOf(tx, id)).mapping);
      await tx.query(`UPDATE referral_batch SET state = 'recording', begun_at = $2 WHERE id = $1`, [
        id,
        this.clock.now(),
      ]);
      await addHistory(tx, { did: 'referral_batch.begun', to: id });
    });
  }

  discard(actor: Person, id: string, { version }: BatchStepForm): Promise<void> {
    return this.db.run(actor, async (tx) => {
      await stillUnrecorded(tx, { id, version });
      const [{ done }] = await tx.query<[{ done: boolean }]>('SELECT discard_referral_batch($1) AS done', [
        id,
      ]);
      if (!done) throw new NotFound();
      await addHistory(tx, { did: 'referral_batch.discarded', to: id });
    });
  }

  /**
   * Records what is left of the batch whose beginning this event is; asked again, it goes on where it was. A row that fails keeps
   * none after it from being recorded. @throws what the first of them failed by, so that the job is given again
   */
  async record(eventId: number, progress: (percent: number) => Promise<void>): Promise<void> {
    const errand = onErrand(eventId);
    const begun = await this.db.run(errand, begunBatch);
    if (!begun) return;
    const rows = new Map(begun.sheet.rows.map((row) => [row.number, row]));
    const failures: unknown[] = [];
    for (const [done, number] of begun.left.entries()) {
      const row = rows.get(number);
      const recording =
        row && this.recordRow({ ...errand, organisationId: begun.organisationId }, begun, row);
      await recording?.catch((error: unknown) => failures.push(error));
      if (done % 20 === 0) await progress(Math.floor((100 * done) / begun.left.length));
    }
    // Another worker may have recorded the last of them meanwhile, and ended the batch: then nothing failed.
    if (failures.length > 0 && (await this.db.run(errand, begunBatch)) !== null) throw failures[0];
    await this.db.run(errand, (tx) => tx.query('SELECT end_referral_batch()'));
    await progress(100);
  }

  /** The events after which batches were begun an hour ago or more, and are not recorded still. */
  leftRecording(): Promise<number[]> {
    return this.db.run(machine('worker'), async (tx) => {
      const rows = await tx.query<{ id: string }[]>('SELECT event_id AS id FROM batches_left_recording()');
      return rows.map(({ id }) => Number(id));
    });
  }

  /** Destroys the sheets that nobody began to record within 28 days, whoever uploaded them. */
  async forgetOld(): Promise<void> {
    await this.db.run(machine('worker'), (tx) => tx.query('SELECT forget_old_batches()'));
  }

  private async recordRow(
    errand: Machine,
    begun: Begun,
    row: KeptSheet['sheet']['rows'][number],
  ): Promise<void> {
    // As it was when it was checked and begun, so that a row that was sound then is sound after midnight too.
    const present = { now: begun.begunAt, today: londonDate(begun.begunAt) };
    const reading = { header: begun.sheet.header, mapping: begun.mapping };
    const read = readRow(row, reading, { arrival: begun, present });
    if (!read.ok) throw new Error('A row that was checked is not sound any more');
    try {
      await this.db.run(errand, (tx) => this.recordSound(tx, errand, { begun, number: row.number, read }));
    } catch (error) {
      // Another worker recorded it meanwhile.
      if (brokenConstraint(error) !== 'referral_batch_referral_pkey') throw error;
    }
  }

  private async recordSound(
    tx: EntityManager,
    actor: Machine,
    { begun, number, read }: { begun: Begun; number: number; read: SoundRow },
  ): Promise<void> {
    const { received, also } = read;
    const { teamId, begunAt } = begun;
    const today = londonDate(begunAt);
    const recorded = await recordReferral(tx, { actor, received, earlier: null, teamId, today });
    if (also) await addContactMethod(tx, recorded.clientId, also);
    await tx.query('INSERT INTO referral_batch_referral (row_number, referral_id) VALUES ($1, $2)', [
      number,
      recorded.id,
    ]);
    const people = peopleIn(received, recorded).map((person) =>
      person.party === 'client' ? { ...person, reachedBy: read.likeness.reachedBy } : person,
    );
    await this.tokens.enter(tx, people);
  }
}

/** The batch of the errand, with what is left of it; null once it is over. */
async function begunBatch(tx: EntityManager): Promise<Begun | null> {
  const [batch] = await tx.query<(Omit<Begun, 'left' | keyof KeptSheet> & { id: string })[]>(
    `SELECT id, team_id AS "teamId", organisation_id AS "organisationId", received_at AS "receivedAt", source, begun_at AS "begunAt" FROM referral_batch`,
  );
  if (!batch) return null;
  return { ...batch, ...(await sheetOf(tx, batch.id)), left: await rowsToRecord(tx, batch.id) };
}
