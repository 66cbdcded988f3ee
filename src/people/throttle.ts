import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { machine } from '../kernel/actor.js';
import { RuleBroken } from '../kernel/errors.js';
import { Clock } from '../platform/clock.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Secrets } from '../platform/secrets.js';
import { CredentialLog, type Try, type Whose } from './credential-log.js';
import { freeFailures, secondsToWait } from './throttle.rules.js';

/** Where a try comes from: an address, as far as one subscriber has it whole, and the browser itself where it has signed in to this account before. */
export interface Caller {
  readonly address: string;
  readonly device: string | null;
}

/** What is tried, at which account, from where. The account by one spelling alone: each other would have tries of its own. */
export interface Tried {
  readonly what: 'account' | 'factor';
  readonly account: string;
  readonly whose: Whose;
  /** Which second factor it is, where it is one. */
  readonly factor?: string;
  readonly from: Caller;
}

/** Under what tries are counted, and how many failures of it in a row are free. */
interface Key {
  readonly hash: Buffer;
  readonly free: number;
}

interface Attempt {
  key_hash: Buffer;
  failures: number;
  last_failed_at: Date;
}

/**
 * Failures are counted by account and by address, in Postgres, so that no cache loses them. A browser that signed in to the
 * account before is counted by itself alone: whatever a stranger fails at, a colleague gets in from their own desk.
 */
@Injectable()
export class Throttle {
  constructor(
    private readonly db: UnitOfWork,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
    private readonly log: CredentialLog,
  ) {}

  /** Counts a try before it is made, so that many at once are no more than as many in a row. False where it must wait. */
  take(tried: Tried): Promise<boolean> {
    return this.db.run(asSignIn(tried), async (tx) => {
      const [keys, now] = [this.keysOf(tried), this.clock.now()];
      const waiting = await waitingAmong(tx, keys, now);
      if (waiting.length === 0 && (await takeATry(tx, keys, now))) return true;
      await this.refuse(tx, tried, waiting);
      return false;
    });
  }

  /** Lets a try stay counted: it was wrong. */
  keep(tried: Tried): Promise<void> {
    return this.log.enterAlone(tryOf(tried), 'wrong');
  }

  /** Forgets what no longer makes anyone wait: an hour after the last failure, the next is the first again. */
  async forget(): Promise<void> {
    const now = this.clock.now();
    await this.db.run(machine('sign_in'), (tx) =>
      tx.query(`DELETE FROM sign_in_attempt WHERE last_failed_at < $1::timestamptz - interval '1 hour'`, [
        now,
      ]),
    );
  }

  /** Gives a try back that was right: its account or browser starts afresh, an address only has this one try back. */
  giveBack(tried: Tried): Promise<void> {
    const [own, address] = this.keysOf(tried).map(({ hash }) => hash);
    return this.db.run(asSignIn(tried), async (tx) => {
      await tx.query('DELETE FROM sign_in_attempt WHERE key_hash = $1 OR (key_hash = $2 AND failures <= 1)', [
        own,
        address,
      ]);
      await tx.query('UPDATE sign_in_attempt SET failures = failures - 1 WHERE key_hash = $1', [address]);
      await this.log.enter(tx, tryOf(tried), null);
    });
  }

  /** Of refusals while one waits, the log is told of the first, the tenth and so on: each would let a stranger fill it. */
  private async refuse(tx: EntityManager, tried: Tried, waiting: readonly Buffer[]): Promise<void> {
    const [counted] = await tx.query<[{ refused: number }[], number]>(
      'UPDATE sign_in_attempt SET refused = refused + 1 WHERE key_hash = ANY ($1) RETURNING refused',
      [waiting],
    );
    const isTold = ({ refused }: { refused: number }) => /^10*$/.test(String(refused));
    if (counted.length === 0 || counted.some(isTold)) await this.log.enter(tx, tryOf(tried), 'throttled');
  }

  private keysOf({ what, account, from }: Tried): Key[] {
    if (from.device !== null)
      return [{ hash: this.hashOf(`${what}:device:${from.device}:${account}`), free: freeFailures.account }];
    return [
      { hash: this.hashOf(`${what}:${account}`), free: freeFailures.account },
      { hash: this.hashOf(`address:${from.address}`), free: freeFailures.address },
    ];
  }

  /** Addresses tried are people's too: only their keyed hash is kept. */
  private hashOf(tried: string): Buffer {
    return createHmac('sha256', this.secrets.keyFor('throttle')).update(tried).digest();
  }
}

/** What whoever must wait is told. */
export const tooManyTries = new RuleBroken(
  'sign-in-throttled',
  'There were too many tries. Wait a quarter of an hour, then try again.',
);

const asSignIn = ({ whose }: Tried) => machine('sign_in', whose?.organisationId);

function tryOf({ account, whose, factor }: Tried): Try {
  return { name: account, whose, ...(factor === undefined ? {} : { factor }) };
}

/** Which of the keys wait. Nothing is written: of what is refused anyway a stranger could make rows without end. */
async function waitingAmong(tx: EntityManager, keys: readonly Key[], now: Date): Promise<Buffer[]> {
  const attempts = await tx.query<Attempt[]>(
    'SELECT key_hash, failures, last_failed_at FROM sign_in_attempt WHERE key_hash = ANY ($1)',
    [keys.map(({ hash }) => hash)],
  );
  return attempts
    .filter((attempt) => now.getTime() < endOfWait(attempt, keys))
    .map(({ key_hash }) => key_hash);
}

/** False where any key must still wait. All are held meanwhile, in the one order, so that no two tries count as one. */
async function takeATry(tx: EntityManager, keys: readonly Key[], now: Date): Promise<boolean> {
  const hashes = keys.map(({ hash }) => hash);
  await tx.query(
    `INSERT INTO sign_in_attempt (key_hash, failures, last_failed_at)
     SELECT key, 0, $2::timestamptz FROM unnest($1::bytea[]) AS key ORDER BY key ON CONFLICT DO NOTHING`,
    [hashes, now],
  );
  const attempts = await tx.query<Attempt[]>(
    'SELECT key_hash, failures, last_failed_at FROM sign_in_attempt WHERE key_hash = ANY ($1) ORDER BY key_hash FOR UPDATE',
    [hashes],
  );
  if (attempts.some((attempt) => now.getTime() < endOfWait(attempt, keys))) return false;
  await tx.query(
    `UPDATE sign_in_attempt SET last_failed_at = $2, refused = 0,
       failures = CASE WHEN last_failed_at < $2::timestamptz - interval '1 hour' THEN 1 ELSE failures + 1 END
     WHERE key_hash = ANY ($1)`,
    [hashes, now],
  );
  return true;
}

function endOfWait({ key_hash, failures, last_failed_at }: Attempt, keys: readonly Key[]): number {
  const free = keys.find(({ hash }) => hash.equals(key_hash))?.free ?? 0;
  const wait = secondsToWait(failures, free);
  // Of two tries at once the later may be counted first: where nothing is to be waited for, not even that moment is.
  return wait === 0 ? -Infinity : last_failed_at.getTime() + 1000 * wait;
}
