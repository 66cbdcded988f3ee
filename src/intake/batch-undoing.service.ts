import { Injectable } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { RuleBroken, Stale } from '../kernel/errors.js';
import { brokenConstraint } from '../platform/database/broken-constraint.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { BatchStepForm } from './batch.dto.js';
import { batchWith } from './batch.queries.js';
import { lastRow } from './batch-findings.queries.js';

/** So many rows in one transaction as its statement may take, with room to spare. */
const rowsAtOnce = 100;

/**
 * Takes back what a batch recorded: every row of it that nobody has worked on since, and nothing else. What was decided, noted,
 * contacted or changed stays, with all that is of it; so does what a frozen return has counted.
 */
@Injectable()
export class BatchUndoingService {
  constructor(private readonly db: UnitOfWork) {}

  /** @throws RuleBroken `not-to-be-undone` where it was not recorded within the last seven days. Asked again, it goes on */
  async undo(actor: Person, id: string, { version }: BatchStepForm): Promise<void> {
    const last = await this.db.run(actor, async (tx) => {
      const batch = await batchWith(tx, id);
      if (batch.version !== version) throw new Stale(batch.version);
      if (!batch.mayBeUndone)
        throw new RuleBroken(
          'not-to-be-undone',
          'Only what was recorded within the last seven days can be undone',
        );
      return lastRow(tx, id);
    });
    for (let first = 1; first <= last; first += rowsAtOnce)
      await this.undoRows(actor, id, [first, first + rowsAtOnce - 1]);
    await this.db.run(actor, async (tx) => {
      await tx.query('SELECT end_undoing($1)', [id]);
      await addHistory(tx, { did: 'referral_batch.undone', to: id });
    });
  }

  private async undoRows(actor: Person, id: string, rows: readonly [number, number]): Promise<void> {
    try {
      await this.db.run(actor, (tx) => tx.query('SELECT undo_batch_rows($1, $2, $3)', [id, ...rows]));
    } catch (error) {
      if (brokenConstraint(error) !== 'undone_within_a_week') throw error;
      throw new RuleBroken(
        'not-to-be-undone',
        'Only what was recorded within the last seven days can be undone',
      );
    }
  }
}
