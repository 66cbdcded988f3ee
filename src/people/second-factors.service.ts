import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { machine } from '../kernel/actor.js';
import { RuleBroken } from '../kernel/errors.js';
import { Clock } from '../platform/clock.js';
import { addHistory } from '../platform/database/history.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Secrets } from '../platform/secrets.js';
import { stepOfCode } from './authenticator-app.js';
import type { Claimant } from './pending-sign-ins.js';
import { hashOfRecoveryCode } from './recovery-codes.js';
import type { SecondFactor } from './second-factor.codes.js';
import { standingOf, takeRecoveryCode, takeStep } from './second-factor.queries.js';
import { waysToProve, type Standing } from './second-factor.rules.js';
import { openSecret } from './sealed-secret.js';
import { Throttle, tooManyTries, type Caller } from './throttle.js';

/** The second step: codes of an authenticator app, and recovery codes. Passkeys are next door. */
@Injectable()
export class SecondFactors {
  constructor(
    private readonly db: UnitOfWork,
    private readonly throttle: Throttle,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  standing({ staffId }: Claimant): Promise<Standing> {
    return this.db.run(machine('sign_in'), (tx) => standingOf(tx, staffId));
  }

  /**
   * Takes a code, of an app or a recovery code, whichever it looks like. Each is taken once.
   * @throws RuleBroken `second-factor-refused`, `sign-in-throttled`
   */
  async takeCode(claimant: Claimant, code: string, from: Caller): Promise<SecondFactor> {
    const shown: SecondFactor = /^[\d\s]+$/.test(code) ? 'app' : 'recovery_code';
    const tried = {
      what: 'factor',
      account: claimant.email,
      whose: claimant,
      factor: shown,
      from,
    } as const;
    if (!(await this.throttle.take(tried))) throw tooManyTries;
    const taken = await this.db.run(machine('sign_in', claimant.organisationId), (tx) =>
      shown === 'app' ? this.takeAppCode(tx, claimant, code) : takeRecovery(tx, claimant, code),
    );
    if (!taken) {
      await this.throttle.keep(tried);
      throw refused;
    }
    await this.throttle.giveBack(tried);
    return shown;
  }

  private async takeAppCode(tx: EntityManager, { staffId }: Claimant, code: string): Promise<boolean> {
    if (!waysToProve(await standingOf(tx, staffId)).includes('app')) return false;
    const [app] = await tx.query<{ sealed_secret: Buffer }[]>(
      'SELECT sealed_secret FROM authenticator_app WHERE staff_id = $1',
      [staffId],
    );
    if (!app) return false;
    const secret = openSecret(this.secrets.keyFor('authenticator-app'), app.sealed_secret, staffId);
    const step = stepOfCode(secret, code.replace(/\s/g, ''), this.clock.now());
    return step !== null && takeStep(tx, staffId, step);
  }
}

async function takeRecovery(tx: EntityManager, { staffId }: Claimant, code: string): Promise<boolean> {
  const taken = await takeRecoveryCode(tx, staffId, hashOfRecoveryCode(code));
  if (taken) await addHistory(tx, { did: 'sign_in.recovery_code_used', to: staffId });
  return taken;
}

const refused = new RuleBroken(
  'second-factor-refused',
  'That code is not right, or was used already. Wait for the next one, then try again.',
);
