import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { machine } from '../kernel/actor.js';
import { RuleBroken } from '../kernel/errors.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { AppOffers } from './app-offers.js';
import { keepPasskey } from './passkey.queries.js';
import { Passkeys } from './passkeys.js';
import type { PendingSignIn } from './pending-sign-ins.js';
import { hashOfRecoveryCode, newRecoveryCodes } from './recovery-codes.js';
import { keepRecoveryCodes, standingOf } from './second-factor.queries.js';
import { mustAddPasskey, waysToEnrol, waysToProve } from './second-factor.rules.js';

/** What signing in adds: the first second factor of an account, or the passkey its service requires of it. */
@Injectable()
export class FirstFactors {
  constructor(
    private readonly db: UnitOfWork,
    private readonly offers: AppOffers,
    private readonly passkeys: Passkeys,
  ) {}

  /** Enrols the app offered. The recovery codes are in this answer and nowhere else. */
  async byApp(pending: PendingSignIn, code: string): Promise<string[]> {
    const { sealed, step } = await this.offers.proved(pending, code);
    return this.enrol(pending, 'app', (tx) =>
      tx.query('INSERT INTO authenticator_app (staff_id, sealed_secret, last_step) VALUES ($1, $2, $3)', [
        pending.staffId,
        sealed,
        step,
      ]),
    );
  }

  /** Enrols a passkey. The recovery codes, where there were none yet, are in this answer and nowhere else. */
  async byPasskey(pending: PendingSignIn, answer: string, name: string): Promise<string[]> {
    const credential = await this.passkeys.added(pending, answer);
    return this.enrol(pending, 'passkey', (tx) => keepPasskey(tx, pending.staffId, { ...credential, name }));
  }

  private enrol(
    { staffId, organisationId, proved }: PendingSignIn,
    kind: 'app' | 'passkey',
    keep: (tx: EntityManager) => Promise<unknown>,
  ): Promise<string[]> {
    return this.db.run(machine('sign_in', organisationId), async (tx) => {
      const standing = await standingOf(tx, staffId);
      const isFirst = waysToProve(standing).length === 0;
      if (!(isFirst || (proved && mustAddPasskey(standing))) || !waysToEnrol(standing).includes(kind))
        throw notNow;
      await keep(tx);
      await addHistory(tx, { did: `sign_in.${kind}_added`, to: staffId });
      if (!isFirst) return [];
      const codes = newRecoveryCodes();
      await keepRecoveryCodes(tx, staffId, codes.map(hashOfRecoveryCode));
      return codes;
    });
  }
}

const notNow = new RuleBroken('second-factor-not-first', 'Your account has a second step. Sign in with it.');
