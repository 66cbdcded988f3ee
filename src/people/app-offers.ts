import { Injectable } from '@nestjs/common';
import { machine } from '../kernel/actor.js';
import { RuleBroken } from '../kernel/errors.js';
import { Clock } from '../platform/clock.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Secrets } from '../platform/secrets.js';
import { appOffer, newAppSecret, stepOfCode, type AppOffer } from './authenticator-app.js';
import { CredentialLog } from './credential-log.js';
import type { Claimant } from './pending-sign-ins.js';
import { challengeOf, keepChallenge } from './second-factor.queries.js';
import { openSecret, sealSecret } from './sealed-secret.js';

/** An app whose first code was right: what is stored of it, and the half-minute that code was of. */
export interface ProvedApp {
  readonly sealed: Buffer;
  readonly step: number;
}

/** Secrets offered to a browser for an authenticator app. One becomes a second factor only once the app has shown a code of it. */
@Injectable()
export class AppOffers {
  constructor(
    private readonly db: UnitOfWork,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
    private readonly log: CredentialLog,
  ) {}

  async offer({ holderHash, staffId }: Claimant): Promise<void> {
    const sealed = sealSecret(this.key(), newAppSecret(), staffId);
    await this.db.run(machine('sign_in'), (tx) => keepChallenge(tx, [holderHash, 'offer_app'], sealed));
  }

  /** What is offered, as a page shows it; null where nothing is, or no longer. */
  async offered({ holderHash, staffId, email }: Claimant): Promise<AppOffer | null> {
    const sealed = await this.sealedOffer(holderHash);
    return sealed && appOffer(openSecret(this.key(), sealed, staffId), email);
  }

  /** @throws RuleBroken `app-not-proved` */
  proved(claimant: Claimant, code: string): Promise<ProvedApp> {
    const tried = { name: claimant.email, whose: claimant, factor: 'new_app' };
    return this.log.refusalsOf(tried, () => this.check(claimant, code));
  }

  private async check({ holderHash, staffId }: Claimant, code: string): Promise<ProvedApp> {
    const sealed = await this.sealedOffer(holderHash);
    if (!sealed) throw expired;
    const secret = openSecret(this.key(), sealed, staffId);
    const step = stepOfCode(secret, code.replace(/\s/g, ''), this.clock.now());
    if (step === null) throw wrong;
    return { sealed, step };
  }

  private sealedOffer(holderHash: Buffer): Promise<Buffer | null> {
    return this.db.run(machine('sign_in'), (tx) => challengeOf(tx, holderHash, 'offer_app'));
  }

  private key(): Buffer {
    return this.secrets.keyFor('authenticator-app');
  }
}

const expired = new RuleBroken('app-not-proved', 'This took more than ten minutes. Begin again.');
const wrong = new RuleBroken(
  'app-not-proved',
  'That is not the code the app should show. Check that its clock is right, and enter the code it shows now.',
);
