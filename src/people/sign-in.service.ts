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
    return turns.take(() => this.judge(email, password, from));
  }

  private async judge(email: string, password: string, from: Caller): Promise<SignInResult> {
    const credential = await this.db.run(machine('sign_in'), (tx) => credentialOf(tx, email));
    const whose = credential && { staffId: credential.staff_id, organisationId: credential.organisation_id };
    const tried = { what: 'account', account: email, whose, from } as const;
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

async function credentialOf(tx: EntityManager, email: string): Promise<Credential | undefined> {
  const [credential] = await tx.query<Credential[]>(
    `SELECT c.staff_id, s.organisation_id, c.password_hash, c.is_demo FROM staff_credential c JOIN staff s ON s.id = c.staff_id
     WHERE lower(s.email) = lower($1) AND s.state = 'active'`,
    [email],
  );
  return credential;
}
