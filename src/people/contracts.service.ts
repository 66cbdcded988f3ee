import { Injectable } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { NotFound } from '../kernel/errors.js';
import { Clock } from '../platform/clock.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Paged } from '../platform/page/paging.js';
import { contractOf, contractsOnPage, targetsOf } from './contract.queries.js';
import { contractRow, contractView, type ContractRow, type ContractView } from './contract.view.js';

/** The contracts of one's own organisation, whichever side of them it is on. */
@Injectable()
export class Contracts {
  constructor(
    private readonly db: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  list(actor: Person, page: unknown): Promise<Paged<ContractRow>> {
    return this.db.run(actor, async (tx) => {
      const paged = await contractsOnPage(tx, page);
      return { ...paged, rows: paged.rows.map((contract) => contractRow(contract, this.clock.today())) };
    });
  }

  show(actor: Person, contractId: string): Promise<ContractView> {
    return this.db.run(actor, async (tx) => {
      const contract = await contractOf(tx, contractId);
      if (!contract) throw new NotFound();
      return contractView(contract, await targetsOf(tx, contractId), this.clock.today());
    });
  }
}
