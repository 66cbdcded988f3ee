import { Injectable } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { RuleBroken } from '../kernel/errors.js';
import type { CodeEntry } from '../kernel/codelist.js';
import { addAgency, agenciesOnPage, agencyWith, type Agency } from '../parties/agency.queries.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Paged } from '../platform/page/paging.js';
import * as members from './agency-member.queries.js';
import type { AgencyMemberForm } from './copy.dto.js';
import { confirmedByAnother, endable, overMeanwhile } from './membership.rules.js';
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

  /** Those where whoever asks is to confirm what another said of an account. */
  toConfirm(actor: Person): Promise<CodeEntry[]> {
    return this.db.run(actor, members.agenciesToConfirm);
  }

  /** An agency, with whoever of it has or had an account here, and the partners who are of none now. */
  show(actor: Person, agencyId: string, asked: unknown): Promise<AgencyShown> {
    return this.db.run(actor, async (tx) => {
      const agency = await agencyWith(tx, agencyId);
      const paged = await members.membersOnPage(tx, agency.id, asked);
      return { agency, members: paged, waiting: await members.partnersOfNone(tx) };
    });
  }

  /** Says that an account is of this agency, for another to confirm. @throws NotFound where it is no partner's, or of one already */
  nameMember(actor: Person, agencyId: string, { staffId }: AgencyMemberForm): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const agency = await agencyWith(tx, agencyId);
      await members.nameMember(tx, { agencyId: agency.id, staffId });
      await addHistory(tx, { did: 'agency.member_named', to: staffId });
    });
  }

  /** From here on they are shown what is shared with them. @throws RuleBroken of `confirmedByAnother` */
  confirmMember(actor: Person, which: WhichMember): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const membership = await members.membershipWith(tx, which);
      confirmedByAnother(membership, actor.userId);
      if ((await members.confirmMember(tx, membership.id)) === 0) throw overMeanwhile();
      await addHistory(tx, { did: 'agency.member_confirmed', to: membership.staffId });
    });
  }

  /** They are shown nothing any more, and can be said to be of another agency. @throws RuleBroken of `endable` */
  endMember(actor: Person, which: WhichMember): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const membership = await members.membershipWith(tx, which);
      endable(membership);
      if ((await members.endMember(tx, membership.id)) === 0) throw overMeanwhile();
      await addHistory(tx, { did: 'agency.member_ended', to: membership.staffId });
    });
  }
}

export interface WhichMember {
  readonly agencyId: string;
  readonly memberId: string;
}

export interface AgencyShown {
  readonly agency: Agency;
  readonly members: Paged<members.MembershipRow>;
  readonly waiting: CodeEntry[];
}
