import { Injectable } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { RuleBroken } from '../kernel/errors.js';
import { addAgency, agenciesOnPage, type Agency } from '../parties/agency.queries.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Paged } from '../platform/page/paging.js';
import type { AgencyForm } from './share.dto.js';

/** The agencies that something may be shared with. A supervisor says which there are, so that one has one name. */
@Injectable()
export class AgenciesService {
  constructor(private readonly db: UnitOfWork) {}

  list(actor: Person, asked: unknown): Promise<Paged<Agency>> {
    return this.db.run(actor, (tx) => agenciesOnPage(tx, asked));
  }

  /** @throws RuleBroken `agency-there-already` */
  add(actor: Person, form: AgencyForm): Promise<string> {
    return this.db.run(actor, async (tx) => {
      const id = await addAgency(tx, form);
      if (id === null)
        throw new RuleBroken('agency-there-already', 'An agency of this name is there already');
      return id;
    });
  }
}
