import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CONFIG, type Config } from '../config.js';
import { machine } from '../kernel/actor.js';
import { Clock } from '../platform/clock.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Secrets } from '../platform/secrets.js';
import { passwordIs } from './password.js';
import { secondsToWait } from './throttle.rules.js';

/** What became of a try to sign in. Whether the account exists is never told. */
export type SignInResult = { readonly staffId: string } | { readonly refused: 'wrong' | 'wait' };

interface Credential {
  staff_id: string;
  password_hash: string;
  is_demo: boolean;
}

const asSignIn = machine('sign_in');

@Injectable()
export class SignIn {
  constructor(
    private readonly db: UnitOfWork,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Throttled before hashing, by account and by address; no connection is held while hashing. */
  async tryWith(email: string, password: string, address: string): Promise<SignInResult> {
    const keys = [this.keyOf(`account:${email.toLowerCase()}`), this.keyOf(`address:${address}`)];
    if (await this.db.run(asSignIn, (tx) => this.mustWait(tx, keys))) return { refused: 'wait' };

    const credential = await this.db.run(asSignIn, (tx) => credentialOf(tx, email));
    const usable = credential && !(credential.is_demo && this.config.production) ? credential : null;
    if (!(await passwordIs(password, usable?.password_hash ?? null)) || !usable) {
      await this.db.run(asSignIn, (tx) => this.countFailure(tx, keys));
      return { refused: 'wrong' };
    }
    await this.db.run(asSignIn, (tx) => tx.query('DELETE FROM sign_in_attempt WHERE key_hash = $1', [keys[0]]));
    return { staffId: usable.staff_id };
  }

  private async mustWait(tx: EntityManager, keys: Buffer[]): Promise<boolean> {
    const attempts = await tx.query<{ failures: number; last_failed_at: Date }[]>(
      'SELECT failures, last_failed_at FROM sign_in_attempt WHERE key_hash = ANY ($1)',
      [keys],
    );
    const now = this.clock.now().getTime();
    return attempts.some((tried) => now < tried.last_failed_at.getTime() + 1000 * secondsToWait(tried.failures));
  }

  private async countFailure(tx: EntityManager, keys: Buffer[]): Promise<void> {
    await tx.query(
      `INSERT INTO sign_in_attempt (key_hash, failures, last_failed_at)
       SELECT key, 1, $2::timestamptz FROM unnest($1::bytea[]) AS key ORDER BY key
       ON CONFLICT (key_hash) DO UPDATE SET last_failed_at = excluded.last_failed_at,
         failures = CASE WHEN sign_in_attempt.last_failed_at < excluded.last_failed_at - interval '1 hour' THEN 1
                         ELSE sign_in_attempt.failures + 1 END`,
      [keys, this.clock.now()],
    );
  }

  /** Addresses tried are people's too: only their keyed hash is kept. */
  private keyOf(tried: string): Buffer {
    return createHmac('sha256', this.secrets.keyFor('throttle')).update(tried).digest();
  }
}

async function credentialOf(tx: EntityManager, email: string): Promise<Credential | undefined> {
  const [credential] = await tx.query<Credential[]>(
    `SELECT c.staff_id, c.password_hash, c.is_demo FROM staff_credential c JOIN staff s ON s.id = c.staff_id
     WHERE lower(s.email) = lower($1) AND s.state = 'active'`,
    [email],
  );
  return credential;
}
