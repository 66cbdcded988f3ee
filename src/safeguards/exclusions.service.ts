import { Injectable } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import type { CodeEntry } from '../kernel/codelist.js';
import { NotFound, RuleBroken } from '../kernel/errors.js';
import { listed } from '../platform/audit/entry.js';
import { brokenConstraint } from '../platform/database/broken-constraint.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Paged } from '../platform/page/paging.js';
import { seal } from '../platform/sealing/sealing.js';
import type { ExclusionForm, LiftForm } from './safeguard.dto.js';
import { exclusions } from './safeguard.policy.js';
import { caseworkers, exclusionOf, exclusionsOnPage, type Exclusion } from './safeguard.queries.js';
import { exclusionNarrative } from './safeguard.sealed.js';
import { openSafeguarded, type Safeguarded, type WhichRecord } from './safeguarded.js';

/** Keeping somebody who works here from a record. It beats whatever else would let them see it. */
@Injectable()
export class ExclusionsService {
  constructor(private readonly db: UnitOfWork) {}

  list(actor: Person, asked: unknown): Promise<Paged<Exclusion>> {
    return this.db.run(actor, async (tx) => {
      const shown = await exclusionsOnPage(tx, asked);
      await listed(tx, 'exclusions.listed', { rows: shown.rows, idOf: ({ id }) => id });
      return shown;
    });
  }

  show(actor: Person, id: string): Promise<Exclusion> {
    return this.db.run(actor, async (tx) => {
      const exclusion = await exclusionOf(tx, id);
      if (!exclusion) throw new NotFound();
      return exclusion;
    });
  }

  choices(actor: Person, which: WhichRecord): Promise<{ record: Safeguarded; staff: CodeEntry[] }> {
    return this.db.run(actor, async (tx) => ({
      record: await openSafeguarded(tx, actor, { ...which, permission: exclusions.exclude }),
      staff: await caseworkers(tx),
    }));
  }

  /**
   * The answer is the same whether they were kept from it already or not.
   * @throws RuleBroken `last-for-a-seal` where a sealed record would be on no supervisor's board
   */
  exclude(actor: Person, which: WhichRecord, { staffId }: ExclusionForm): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const { clientId } = await openSafeguarded(tx, actor, { ...which, permission: exclusions.exclude });
      await tx.query('SELECT exclude($1, $2)', [staffId, clientId]).catch(lastForASeal);
      // Outside the case's own story, which whoever was kept from it by mistake will read one day.
      await addHistory(tx, { did: 'exclusion.made', to: clientId });
    });
  }

  /** @throws NotFound where it is not this supervisor's to judge, or was lifted already */
  lift(actor: Person, id: string, { reason }: LiftForm): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const [, lifted] = await tx.query<[unknown[], number]>(
        'UPDATE exclusion SET lifted_by = my_user(), lifted_at = now() WHERE id = $1 AND lifted_at IS NULL',
        [id],
      );
      if (lifted !== 1) throw new NotFound();
      const words = { of: exclusionNarrative, row: id, keyId: id };
      const { why_lifted: why } = await seal(tx, words, { why_lifted: reason });
      await tx.query(
        `INSERT INTO exclusion_narrative (exclusion_id, why_lifted) VALUES ($1, $2)
         ON CONFLICT (exclusion_id) DO UPDATE SET why_lifted = excluded.why_lifted`,
        [id, why],
      );
      await addHistory(tx, { did: 'exclusion.lifted', to: id });
    });
  }
}

function lastForASeal(error: unknown): never {
  if (brokenConstraint(error) !== 'seal_is_in_safe_hands') throw error;
  throw new RuleBroken(
    'last-for-a-seal',
    'No other supervisor who can answer for it is named for this sealed record. Name one first.',
  );
}
