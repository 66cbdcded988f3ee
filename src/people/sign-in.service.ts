import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CONFIG, type Config } from '../config.js';
import { machine } from '../kernel/actor.js';
import { addEntry } from '../platform/audit/entry.js';
import { Clock } from '../platform/clock.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Secrets } from '../platform/secrets.js';
import { passwordIs } from './password.js';
import { freeFailures, secondsToWait } from './throttle.rules.js';

/** What became of a try to sign in. Whether the account exists is never told. */
export type SignInResult = { readonly staffId: string } | { readonly refused: 'wrong' | 'wait' };

interface Credential {
  staff_id: string;
  organisation_id: string;
  password_hash: string;
  is_demo: boolean;
}

/** Under what the tries at an account, and those from an address, are counted. */
interface Keys {
  readonly account: Buffer;
  readonly address: Buffer;
}

/** What was tried, and whose account it is, where it is anyone's. */
interface Tried {
  readonly keys: Keys;
  readonly staffId: string | undefined;
}

interface Attempt {
  key_hash: Buffer;
  failures: number;
  last_failed_at: Date;
}

@Injectable()
export class SignIn {
  constructor(
    private readonly db: UnitOfWork,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Throttled by account and by address. A try is counted before its password is hashed and given back if it was right, so
   * that many guesses at once are no more than as many in a row. No connection is held while hashing.
   */
  async tryWith(email: string, password: string, address: string): Promise<SignInResult> {
    const keys = {
      account: this.keyOf(`account:${email.toLowerCase()}`),
      address: this.keyOf(`address:${address}`),
    };
    const credential = await this.db.run(machine('sign_in'), (tx) => credentialOf(tx, email));
    const tried = { keys, staffId: credential?.staff_id };
    const asSignIn = machine('sign_in', credential?.organisation_id);
    if (!(await this.db.run(asSignIn, (tx) => takeATry(tx, tried, this.clock.now()))))
      return { refused: 'wait' };

    const usable = credential && !(credential.is_demo && this.config.production) ? credential : null;
    if (!(await passwordIs(password, usable?.password_hash ?? null)) || !usable) {
      await this.db.run(asSignIn, (tx) => enter(tx, tried, 'wrong'));
      return { refused: 'wrong' };
    }
    await this.db.run(asSignIn, (tx) => giveBack(tx, tried));
    return { staffId: usable.staff_id };
  }

  /** Addresses tried are people's too: only their keyed hash is kept. */
  private keyOf(tried: string): Buffer {
    return createHmac('sha256', this.secrets.keyFor('throttle')).update(tried).digest();
  }
}

/** False where either key must still wait. Both are held meanwhile, in the one order, so that no two tries count as one. */
async function takeATry(tx: EntityManager, tried: Tried, now: Date): Promise<boolean> {
  const { keys } = tried;
  const both = [keys.account, keys.address];
  await tx.query(
    `INSERT INTO sign_in_attempt (key_hash, failures, last_failed_at)
     SELECT key, 0, $2::timestamptz FROM unnest($1::bytea[]) AS key ORDER BY key ON CONFLICT DO NOTHING`,
    [both, now],
  );
  const attempts = await tx.query<Attempt[]>(
    'SELECT key_hash, failures, last_failed_at FROM sign_in_attempt WHERE key_hash = ANY ($1) ORDER BY key_hash FOR UPDATE',
    [both],
  );
  if (attempts.some((attempt) => now.getTime() < endOfWait(attempt, keys))) {
    await enter(tx, tried, 'throttled');
    return false;
  }
  await tx.query(
    `UPDATE sign_in_attempt SET last_failed_at = $2,
       failures = CASE WHEN last_failed_at < $2::timestamptz - interval '1 hour' THEN 1 ELSE failures + 1 END
     WHERE key_hash = ANY ($1)`,
    [both, now],
  );
  return true;
}

function endOfWait({ key_hash, failures, last_failed_at }: Attempt, keys: Keys): number {
  const free = key_hash.equals(keys.account) ? freeFailures.account : freeFailures.address;
  return last_failed_at.getTime() + 1000 * secondsToWait(failures, free);
}

/** An account that was signed in to starts afresh; its address only has this one try back. */
async function giveBack(tx: EntityManager, tried: Tried): Promise<void> {
  const { account, address } = tried.keys;
  await tx.query('DELETE FROM sign_in_attempt WHERE key_hash = $1 OR (key_hash = $2 AND failures <= 1)', [
    account,
    address,
  ]);
  await tx.query('UPDATE sign_in_attempt SET failures = failures - 1 WHERE key_hash = $1', [address]);
  await enter(tx, tried, null);
}

/** Tells the log what became of a try: of an account that is nobody's, by the keyed hash of what was typed alone. */
async function enter(
  tx: EntityManager,
  { keys, staffId }: Tried,
  reason: 'wrong' | 'throttled' | null,
): Promise<void> {
  await addEntry(tx, {
    act: reason === null ? 'credential.accepted' : 'credential.refused',
    result: reason === null ? 'allowed' : 'refused',
    ...(reason === null ? {} : { reason }),
    ...(staffId === undefined ? {} : { about: { kind: 'staff', id: staffId } }),
    fingerprint: keys.account.toString('hex'),
  });
}

async function credentialOf(tx: EntityManager, email: string): Promise<Credential | undefined> {
  const [credential] = await tx.query<Credential[]>(
    `SELECT c.staff_id, s.organisation_id, c.password_hash, c.is_demo FROM staff_credential c JOIN staff s ON s.id = c.staff_id
     WHERE lower(s.email) = lower($1) AND s.state = 'active'`,
    [email],
  );
  return credential;
}
