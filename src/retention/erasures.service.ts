import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Person } from '../kernel/actor.js';
import { labelOf } from '../kernel/codelist.js';
import { NotFound, RuleBroken, Stale } from '../kernel/errors.js';
import { authorise } from '../kernel/policy.js';
import { whereApproved } from '../people/obstructed.js';
import { listed } from '../platform/audit/entry.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Paged } from '../platform/page/paging.js';
import { openSafeguarded, type Safeguarded, type WhichRecord } from '../safeguards/safeguarded.js';
import { erasureObstacles } from './erasure.codes.js';
import type { ErasureForm } from './erasure.dto.js';
import { erasures } from './erasure.policy.js';
import {
  erasuresOnPage,
  erasureWith,
  insertErasure,
  isProposed,
  refuseErasure,
  type Erasure,
} from './erasure.queries.js';

/**
 * Forgetting a client: who they are and all that was told of them, in their cases too. Their keys are destroyed, and what those
 * sealed can be read by nobody again; in a backup from before, once the service key it was wrapped under is gone too
 * (docs/operating.md, Backups). Coded facts, history, audit and counts stand.
 */
@Injectable()
export class ErasuresService {
  constructor(private readonly db: UnitOfWork) {}

  list(actor: Person, page: unknown): Promise<Paged<Erasure>> {
    return this.db.run(actor, async (tx) => {
      const shown = await erasuresOnPage(tx, page);
      await listed(tx, 'erasures.listed', { rows: shown.rows, idOf: ({ id }) => id });
      return shown;
    });
  }

  show(actor: Person, id: string): Promise<Erasure> {
    return this.db.run(actor, (tx) => existing(tx, id));
  }

  record(actor: Person, which: WhichRecord): Promise<Safeguarded> {
    return this.db.run(actor, (tx) => openSafeguarded(tx, actor, { ...which, permission: erasures.propose }));
  }

  /** @throws RuleBroken `already-proposed`, `still-open`, `nobody-can-approve` */
  propose(actor: Person, which: WhichRecord, { why }: ErasureForm): Promise<string> {
    return this.db.run(actor, async (tx) => {
      const { clientId } = await openSafeguarded(tx, actor, { ...which, permission: erasures.propose });
      if (await isProposed(tx, clientId))
        throw new RuleBroken('already-proposed', 'This waits for approval already.');
      const made = await insertErasure(tx, clientId, why);
      if (!made) throw new NotFound();
      if ((await existing(tx, made.id)).obstacle === 'still_open')
        throw new RuleBroken('still-open', labelOf(erasureObstacles, 'still_open'));
      if (!made.another)
        throw new RuleBroken(
          'nobody-can-approve',
          'Nobody else here could approve this. Another supervisor of the client’s team must.',
        );
      await addHistory(tx, { did: 'client.erasure_proposed', to: clientId });
      return made.id;
    });
  }

  /** @throws RuleBroken named after the obstacle, where whoever asks cannot approve it */
  approve(actor: Person, id: string): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const { clientId } = await existing(tx, id);
      await whereApproved(() => tx.query('SELECT approve_erasure($1)', [id]), erasureObstacles);
      await addHistory(tx, { did: 'client.erased', to: clientId });
    });
  }

  /** By another it is refused, by whoever proposed it withdrawn. */
  refuse(actor: Person, id: string): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const erasure = await existing(tx, id);
      authorise(actor, erasures.refuse, erasure);
      if ((await refuseErasure(tx, id)) === 0) throw new Stale();
      await addHistory(tx, { did: 'client.erasure_refused', to: erasure.clientId });
    });
  }
}

async function existing(tx: EntityManager, id: string): Promise<Erasure> {
  const erasure = await erasureWith(tx, id);
  if (!erasure) throw new NotFound();
  return erasure;
}
