import { Injectable } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { NotFound, RuleBroken, Stale } from '../kernel/errors.js';
import { listed } from '../platform/audit/entry.js';
import { brokenConstraint } from '../platform/database/broken-constraint.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Paged } from '../platform/page/paging.js';
import type { BatchStepForm } from './batch.dto.js';
import { batchWith } from './batch.queries.js';
import {
  proposeUndoing,
  refuseUndoing,
  undoingsOnPage,
  undoingWith,
  type Undoing,
} from './batch-undoing.queries.js';

/** So many rows in one transaction as its statement may take, with room to spare. */
const rowsAtOnce = 100;

/**
 * Takes back what a batch recorded: every row of it that nobody has worked on since, and nothing else. What was decided, noted,
 * contacted or changed stays, with all that is of it; so does what a frozen return has counted. It takes two people, whatever is in
 * the sheet: whoever uploaded it, and another supervisor of the team, who does it (docs/decisions/0018).
 */
@Injectable()
export class BatchUndoingService {
  constructor(private readonly db: UnitOfWork) {}

  /** @throws RuleBroken `not-to-be-undone` where it was not recorded within the last seven days, `already-proposed`, `nobody-can-approve` */
  propose(actor: Person, id: string, { version }: BatchStepForm): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const batch = await batchWith(tx, id);
      if (batch.version !== version) throw new Stale(batch.version);
      if (!batch.mayBeUndone) throw tooLate();
      if (batch.undoingProposedAt !== null)
        throw new RuleBroken('already-proposed', 'This waits for another supervisor already');
      if (!(await proposeUndoing(tx, id)))
        throw new RuleBroken(
          'nobody-can-approve',
          'Nobody else here could approve this. Another supervisor of the team must',
        );
      await addHistory(tx, { did: 'referral_batch.undoing_proposed', to: id });
    });
  }

  /** Those of colleagues that whoever asks may carry out or refuse. */
  list(actor: Person, asked: unknown): Promise<Paged<Undoing>> {
    return this.db.run(actor, async (tx) => {
      const paged = await undoingsOnPage(tx, asked);
      await listed(tx, 'referral_batch_undoings.listed', { rows: paged.rows, idOf: ({ id }) => id });
      return paged;
    });
  }

  /** @throws NotFound, or RuleBroken `not-to-be-undone`. Asked again, it goes on */
  async approve(actor: Person, id: string): Promise<void> {
    const undoing = await this.db.run(actor, (tx) => undoingWith(tx, id));
    if (!undoing) throw new NotFound();
    const { batchId, last } = undoing;
    for (let first = 1; first <= (last ?? 0); first += rowsAtOnce)
      await this.undoRows(actor, batchId, [first, first + rowsAtOnce - 1]);
    await this.db.run(actor, async (tx) => {
      await tx.query('SELECT end_undoing($1)', [batchId]);
      await addHistory(tx, { did: 'referral_batch.undone', to: batchId });
    });
  }

  /** @throws NotFound */
  refuse(actor: Person, id: string): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const undoing = await undoingWith(tx, id);
      if (!undoing || !(await refuseUndoing(tx, id))) throw new NotFound();
      await addHistory(tx, { did: 'referral_batch.undoing_refused', to: undoing.batchId });
    });
  }

  private async undoRows(actor: Person, id: string, rows: readonly [number, number]): Promise<void> {
    try {
      await this.db.run(actor, (tx) => tx.query('SELECT undo_batch_rows($1, $2, $3)', [id, ...rows]));
    } catch (error) {
      throw brokenConstraint(error) === 'undone_within_a_week' ? tooLate() : error;
    }
  }
}

function tooLate(): RuleBroken {
  return new RuleBroken(
    'not-to-be-undone',
    'Only what was recorded within the last seven days can be undone',
  );
}
