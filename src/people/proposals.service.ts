import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Person } from '../kernel/actor.js';
import { NotFound, Stale } from '../kernel/errors.js';
import { authorise } from '../kernel/policy.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Paged } from '../platform/page/paging.js';
import { ConflictTokens } from './conflict-tokens.js';
import { hashOfCode, invitationCode } from './invitation-code.js';
import { whereApproved } from './obstructed.js';
import type { StaffAct } from './proposal.codes.js';
import { proposals } from './proposal.policy.js';
import { proposalsOnPage, proposalWith, turnDown, type Proposal } from './proposal.queries.js';
import { worksInTeams } from './staff.rules.js';

/** What became of an approval, and the only sight there will ever be of the approver's half. */
export interface Approved {
  readonly staffId: string;
  readonly displayName: string;
  /** Null where the act invites nobody. */
  readonly half: string | null;
}

const happened = {
  add: 'staff.added',
  change_teams: 'staff.teams_changed',
  reinstate: 'staff.reinstated',
  reset_sign_in: 'staff.sign_in_reset',
  waive_passkey: 'staff.passkey_waived',
} as const satisfies Record<StaffAct, string>;

/** What administrators propose, and somebody else decides. */
@Injectable()
export class ProposalsService {
  constructor(
    private readonly db: UnitOfWork,
    private readonly tokens: ConflictTokens,
  ) {}

  list(actor: Person, page: unknown): Promise<Paged<Proposal>> {
    return this.db.run(actor, (tx) => proposalsOnPage(tx, page));
  }

  show(actor: Person, id: string): Promise<Proposal> {
    return this.db.run(actor, (tx) => existing(tx, id));
  }

  /** @throws RuleBroken named after the obstacle, where whoever asks cannot approve it */
  approve(actor: Person, id: string): Promise<Approved> {
    return this.db.run(actor, async (tx) => {
      const { act, role, displayName, email } = await existing(tx, id);
      const half = invitationCode();
      const carryOut = 'SELECT approve_staff_proposal($1, $2) AS "staffId"';
      const [{ staffId }] = await whereApproved(() =>
        tx.query<[{ staffId: string }]>(carryOut, [id, hashOfCode(half)]),
      );
      await addHistory(tx, { did: 'staff.approved', to: id });
      await addHistory(tx, { did: happened[act], to: staffId });
      // A partner is compared too: what is shared with an agency may be of somebody whom one of theirs must never see.
      if (act === 'add' && (worksInTeams(role) || role === 'partner'))
        await this.tokens.enter(tx, [
          { party: 'staff', id: staffId, names: [displayName], reachedBy: email === null ? [] : [email] },
        ]);
      return { staffId, displayName, half: act === 'add' || act === 'reset_sign_in' ? half : null };
    });
  }

  refuse(actor: Person, id: string): Promise<void> {
    return this.db.run(actor, async (tx) => {
      authorise(actor, proposals.refuse, await existing(tx, id));
      if ((await turnDown(tx, id, 'refused')) === 0) throw new Stale();
      await addHistory(tx, { did: 'staff.refused', to: id });
    });
  }

  withdraw(actor: Person, id: string): Promise<void> {
    return this.db.run(actor, async (tx) => {
      authorise(actor, proposals.withdraw, await existing(tx, id));
      if ((await turnDown(tx, id, 'withdrawn')) === 0) throw new Stale();
      await addHistory(tx, { did: 'staff.withdrawn', to: id });
    });
  }
}

async function existing(tx: EntityManager, id: string): Promise<Proposal> {
  const proposal = await proposalWith(tx, id);
  if (!proposal) throw new NotFound();
  return proposal;
}
