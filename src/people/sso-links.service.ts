import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { machine, type Person } from '../kernel/actor.js';
import { NotFound, RuleBroken, SignedOut } from '../kernel/errors.js';
import { brokenConstraint } from '../platform/database/broken-constraint.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { claimantOf } from './claimant.queries.js';
import { keepChallenge, takeChallenge } from './second-factor.queries.js';
import type { SsoClaims } from './sso-client.js';

/**
 * Who an account is to its organisation's own sign-in. Whoever comes back from there is shown as whom, and says so by a form:
 * a link from another site would otherwise tie an account to a sign-in of somebody else's.
 */
@Injectable()
export class SsoLinks {
  constructor(private readonly db: UnitOfWork) {}

  /** Keeps who would be linked, until its holder says so. @throws SignedOut where somebody else set out to link it */
  async propose(actor: Person | undefined, linkTo: string, claims: SsoClaims): Promise<void> {
    if (actor?.userId !== linkTo) throw new SignedOut();
    const { holderHash } = await this.claimant(actor);
    await this.db.run(machine('sign_in'), (tx) =>
      keepChallenge(tx, [holderHash, 'link_sso'], Buffer.from(JSON.stringify(claims))),
    );
  }

  /** Links who was proposed, in place of whoever was linked. @throws RuleBroken `sso-refused`; NotFound where nobody was proposed */
  async make(actor: Person): Promise<void> {
    const { holderHash } = await this.claimant(actor);
    const held = await this.db.run(machine('sign_in'), (tx) => takeChallenge(tx, holderHash, 'link_sso'));
    if (!held) throw new NotFound();
    const claims = JSON.parse(held.toString()) as SsoClaims; // as it was kept above
    try {
      await this.db.run(actor, (tx) => link(tx, actor, claims));
    } catch (error) {
      throw brokenConstraint(error) === 'sso_link_pkey' ? taken : error;
    }
  }

  /** @throws NotFound where none is linked */
  remove(actor: Person): Promise<void> {
    return this.db.run(actor, async (tx) => {
      const [, removed] = await tx.query<[unknown, number]>('DELETE FROM sso_link');
      if (removed === 0) throw new NotFound();
      await addHistory(tx, { did: 'sign_in.sso_removed', to: actor.userId });
    });
  }

  private claimant(actor: Person) {
    return this.db.run(actor, (tx) => claimantOf(tx, actor));
  }
}

async function link(tx: EntityManager, { userId }: Person, { issuer, subject }: SsoClaims): Promise<void> {
  await tx.query('DELETE FROM sso_link');
  await tx.query('INSERT INTO sso_link (issuer, subject, staff_id) VALUES ($1, $2, $3)', [
    issuer,
    subject,
    userId,
  ]);
  await addHistory(tx, { did: 'sign_in.sso_added', to: userId });
}

const taken = new RuleBroken('sso-refused', 'That sign-in cannot be linked to your account.');
