import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CONFIG, type Config } from '../config.js';
import { machine } from '../kernel/actor.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { passwordIs } from './password.js';
import { Throttle, type Caller } from './throttle.js';
import { Turns } from './turns.js';

/** What became of a try to sign in. Whether the account exists is never told. */
export type SignInResult = { readonly staffId: string } | { readonly refused: 'wrong' | 'wait' };

/** An address as the database compares it, and whose it is, if anyone's. */
interface Claimed {
  account: string;
  credential: Credential | null;
}

interface Credential {
  staff_id: string;
  organisation_id: string;
  password_hash: string;
  is_demo: boolean;
}

/** As many as hash at once. Whoever waits has touched nothing yet, so that a flood leaves the database to everyone else. */
const turns = new Turns(2, 20);

/** The first step of signing in: the password. It opens nothing by itself. */
@Injectable()
export class SignIn {
  constructor(
    private readonly db: UnitOfWork,
    private readonly throttle: Throttle,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Throttled by account and by address. A try is counted before its password is hashed and given back if it was right, so
   * that many guesses at once are no more than as many in a row. No connection is held while hashing.
   * @throws Refusal `sign-in-busy` where too many are trying at once: that is no guess, and counts as none
   */
  tryWith(email: string, password: string, from: Caller): Promise<SignInResult> {
    const line = from.device === null ? 'strangers' : 'known';
    return turns.take(line, () => this.judge(email, password, from));
  }

  private async judge(email: string, password: string, from: Caller): Promise<SignInResult> {
    const { account, credential } = await this.db.run(machine('sign_in'), (tx) => claimedBy(tx, email));
    const whose =
      credential === null
        ? undefined
        : { staffId: credential.staff_id, organisationId: credential.organisation_id };
    const tried = { what: 'account', account, whose, from } as const;
    if (!(await this.throttle.take(tried))) return { refused: 'wait' };

    const usable = credential && !(credential.is_demo && this.config.production) ? credential : null;
    if (!(await passwordIs(password, usable?.password_hash ?? null)) || !usable) {
      await this.throttle.keep(tried);
      return { refused: 'wrong' };
    }
    await this.throttle.giveBack(tried);
    return { staffId: usable.staff_id };
  }
}

/** The database alone says how an address is spelt: JavaScript takes letters for different that it takes for the same. */
async function claimedBy(tx: EntityManager, email: string): Promise<Claimed> {
  const [claimed] = await tx.query<[Claimed]>(
    `SELECT lower($1::text) AS account, (SELECT row_to_json(found) FROM (
       SELECT c.staff_id, s.organisation_id, c.password_hash, c.is_demo FROM staff_credential c JOIN staff s ON s.id = c.staff_id
        WHERE lower(s.email) = lower($1) AND s.state = 'active') found) AS credential`,
    [email],
  );
  return claimed;
}
