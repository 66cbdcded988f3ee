import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CONFIG, type Config } from '../config.js';
import { machine } from '../kernel/actor.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { passwordIs } from './password.js';
import { Throttle, type Caller } from './throttle.js';

/** What became of a try to sign in. Whether the account exists is never told. */
export type SignInResult = { readonly staffId: string } | { readonly refused: 'wrong' | 'wait' };

interface Credential {
  staff_id: string;
  password_hash: string;
  is_demo: boolean;
}

/** The first step of signing in: the password. It opens nothing by itself. */
@Injectable()
export class SignIn {
  constructor(
    private readonly db: UnitOfWork,
    private readonly throttle: Throttle,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Throttled by account and by address. No connection is held while hashing. */
  async tryWith(email: string, password: string, from: Caller): Promise<SignInResult> {
    const tried = { what: 'account', account: email, from } as const;
    if (!(await this.throttle.take(tried))) return { refused: 'wait' };

    const credential = await this.db.run(machine('sign_in'), (tx) => credentialOf(tx, email));
    const usable = credential && !(credential.is_demo && this.config.production) ? credential : null;
    if (!(await passwordIs(password, usable?.password_hash ?? null)) || !usable) return { refused: 'wrong' };
    await this.throttle.giveBack(tried);
    return { staffId: usable.staff_id };
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
