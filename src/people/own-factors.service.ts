import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Person } from '../kernel/actor.js';
import { NotFound } from '../kernel/errors.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { AppOffers } from './app-offers.js';
import type { AppOffer } from './authenticator-app.js';
import { claimantOf } from './claimant.queries.js';
import { accountFactors, standingHeld, type AccountFactors, type OwnPasskey } from './own-factors.queries.js';
import { keepPasskey } from './passkey.queries.js';
import { Passkeys } from './passkeys.js';
import type { Claimant } from './pending-sign-ins.js';
import { hashOfRecoveryCode, newRecoveryCodes } from './recovery-codes.js';
import { keepRecoveryCodes } from './second-factor.queries.js';
import { checkRemoval } from './second-factor.rules.js';

/** One's own second factors. The database lets each be changed by its holder alone, and only just after a step-up. */
@Injectable()
export class OwnFactors {
  constructor(
    private readonly db: UnitOfWork,
    private readonly offers: AppOffers,
    private readonly passkeys: Passkeys,
  ) {}

  view(actor: Person): Promise<AccountFactors> {
    return this.db.run(actor, (tx) => accountFactors(tx));
  }

  async offerApp(actor: Person): Promise<void> {
    await this.offers.offer(await this.claimant(actor));
  }

  async offeredApp(actor: Person): Promise<AppOffer | null> {
    return this.offers.offered(await this.claimant(actor));
  }

  /** Puts the app offered in place of the one there was. @throws RuleBroken `app-not-proved` */
  async addApp(actor: Person, code: string): Promise<void> {
    const { sealed, step } = await this.offers.proved(await this.claimant(actor), code);
    await this.change(actor, 'sign_in.app_added', async (tx) => {
      await tx.query('DELETE FROM authenticator_app');
      await tx.query(
        'INSERT INTO authenticator_app (staff_id, sealed_secret, last_step) VALUES ($1, $2, $3)',
        [actor.userId, sealed, step],
      );
    });
  }

  /** @throws RuleBroken `last-second-factor` */
  removeApp(actor: Person): Promise<void> {
    return this.change(actor, 'sign_in.app_removed', async (tx) => {
      checkRemoval(await standingHeld(tx, actor.userId), 'app');
      await tx.query('DELETE FROM authenticator_app');
    });
  }

  async askForPasskey(actor: Person): Promise<string> {
    return this.passkeys.askToAdd(await this.claimant(actor));
  }

  /** @throws RuleBroken `passkey-refused` */
  async addPasskey(actor: Person, answer: string, name: string): Promise<void> {
    const credential = await this.passkeys.added(await this.claimant(actor), answer);
    await this.change(actor, 'sign_in.passkey_added', (tx) =>
      keepPasskey(tx, actor.userId, { ...credential, name }),
    );
  }

  /** @throws NotFound */
  async passkey(actor: Person, passkeyId: string): Promise<OwnPasskey> {
    const found = (await this.view(actor)).passkeys.find(({ id }) => id === passkeyId);
    if (!found) throw new NotFound();
    return found;
  }

  /** @throws RuleBroken `last-second-factor` */
  removePasskey(actor: Person, passkeyId: string): Promise<void> {
    return this.change(actor, 'sign_in.passkey_removed', async (tx) => {
      checkRemoval(await standingHeld(tx, actor.userId), 'passkey');
      const [, removed] = await tx.query<[unknown, number]>('DELETE FROM passkey WHERE id = $1', [passkeyId]);
      if (removed !== 1) throw new NotFound();
    });
  }

  /** Ten new codes in place of all there were, in this answer and nowhere else. */
  async newRecoveryCodes(actor: Person): Promise<string[]> {
    const codes = newRecoveryCodes();
    await this.change(actor, 'sign_in.recovery_codes_made', async (tx) => {
      await tx.query('DELETE FROM recovery_code');
      await keepRecoveryCodes(tx, actor.userId, codes.map(hashOfRecoveryCode));
    });
    return codes;
  }

  /** Those that whoever asks can answer for: the database leaves the others as they are. */
  async noticesSeen(actor: Person): Promise<void> {
    await this.db.run(actor, (tx) =>
      tx.query('UPDATE sign_in_notice SET seen_at = now() WHERE seen_at IS NULL'),
    );
  }

  private claimant(actor: Person): Promise<Claimant> {
    return this.db.run(actor, (tx) => claimantOf(tx, actor));
  }

  private change(actor: Person, did: string, work: (tx: EntityManager) => Promise<unknown>): Promise<void> {
    return this.db.run(actor, async (tx) => {
      await work(tx);
      await addHistory(tx, { did, to: actor.userId });
    });
  }
}
