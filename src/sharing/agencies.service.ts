import { Injectable } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { RuleBroken } from '../kernel/errors.js';
import type { CodeEntry } from '../kernel/codelist.js';
import { addAgency, agenciesOnPage, agencyWith, type Agency } from '../parties/agency.queries.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Paged } from '../platform/page/paging.js';
import { membersOf, nameMember, partnersOfNone, type AgencyMember } from './agency-member.queries.js';
import type { AgencyMemberForm } from './copy.dto.js';
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

  /** An agency, with whoever of it has an account here, and the partners who are of none yet. */
  show(
    actor: Person,
    agencyId: string,
  ): Promise<{ agency: Agency; members: AgencyMember[]; waiting: CodeEntry[] }> {
    return this.db.run(actor, async (tx) => {
      const agency = await agencyWith(tx, agencyId);
      return { agency, members: await membersOf(tx, agency.id), waiting: await partnersOfNone(tx) };
    });
  }

  /** Says that an account is of this agency, for good. @throws NotFound where it is no partner's, or of one already */
  nameMember(actor: Person, agencyId: string, { staffId }: AgencyMemberForm): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const agency = await agencyWith(tx, agencyId);
      await nameMember(tx, { agencyId: agency.id, staffId });
      await addHistory(tx, { did: 'agency.member_named', to: staffId });
    });
  }
}
