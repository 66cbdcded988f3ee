import { Inject, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CONFIG, type Config } from '../config.js';
import { machine, type Role } from '../kernel/actor.js';
import { SignedOut } from '../kernel/errors.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { cookieName, cookieOf, cookieOptions, hashOf, newToken } from '../platform/http/tokens.js';

/** An account whose second factor is asked for, by the browser that holds a token of this hash. */
export interface Claimant {
  readonly holderHash: Buffer;
  readonly staffId: string;
  readonly email: string;
  readonly role: Role;
  readonly organisationId: string;
}

/** A browser whose password was right. `proved`: a second factor was too, and a passkey is still to be added. */
export interface PendingSignIn extends Claimant {
  readonly proved: boolean;
}

const asSignIn = machine('sign_in');
const tenMinutes = 600_000;

/** Between password and second factor: a token in a cookie of its own, which opens nothing but what comes next. */
@Injectable()
export class PendingSignIns {
  private readonly cookie: string;

  constructor(
    private readonly db: UnitOfWork,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.cookie = cookieName('pending', config);
  }

  async begin(staffId: string): Promise<string> {
    const token = newToken();
    await this.db.run(asSignIn, async (tx) => {
      await tx.query(`DELETE FROM pending_sign_in WHERE began_at < now() - interval '10 minutes'`);
      await tx.query(`DELETE FROM factor_challenge WHERE made_at < now() - interval '10 minutes'`);
      await tx.query('INSERT INTO pending_sign_in (token_hash, staff_id) VALUES ($1, $2)', [
        hashOf(token),
        staffId,
      ]);
    });
    return token;
  }

  give(token: string, response: Response): void {
    response.cookie(this.cookie, token, { ...cookieOptions(this.config), maxAge: tenMinutes });
  }

  take(response: Response): void {
    response.clearCookie(this.cookie, { path: '/' });
  }

  /** @throws SignedOut where there is none, or it is over: its holder begins again with their password */
  async of(request: Request): Promise<PendingSignIn> {
    const pending = await this.find(cookieOf(request, this.cookie) ?? '');
    if (!pending) throw new SignedOut();
    return pending;
  }

  async find(token: string): Promise<PendingSignIn | undefined> {
    const [row] = await this.db.run(asSignIn, (tx) =>
      tx.query<PendingSignIn[]>(
        `SELECT p.token_hash AS "holderHash", s.id AS "staffId", s.email, s.role, s.organisation_id AS "organisationId",
           p.proved_at IS NOT NULL AS proved
         FROM pending_sign_in p JOIN staff s ON s.id = p.staff_id
         WHERE p.token_hash = $1 AND p.began_at > now() - interval '10 minutes' AND p.tries < 5 AND s.state = 'active'`,
        [hashOf(token)],
      ),
    );
    return row;
  }

  /** Counts a try at the second factor: the sixth finds no sign-in any more. */
  async spendATry({ holderHash }: PendingSignIn): Promise<void> {
    const [, spent] = await this.db.run(asSignIn, (tx) =>
      tx.query<[unknown, number]>(
        'UPDATE pending_sign_in SET tries = tries + 1 WHERE token_hash = $1 AND tries < 5',
        [holderHash],
      ),
    );
    if (spent !== 1) throw new SignedOut();
  }

  /** Whether something changed in how the account signs in that its holder was not told yet. */
  async mustBeTold({ staffId }: PendingSignIn): Promise<boolean> {
    const untold = await this.db.run(asSignIn, (tx) =>
      tx.query<unknown[]>('SELECT FROM sign_in_notice WHERE staff_id = $1 AND seen_at IS NULL LIMIT 1', [
        staffId,
      ]),
    );
    return untold.length > 0;
  }

  /** Notes that the second factor was right, where the account must still add a passkey. */
  async prove({ holderHash }: PendingSignIn): Promise<void> {
    await this.db.run(asSignIn, (tx) =>
      tx.query('UPDATE pending_sign_in SET proved_at = now() WHERE token_hash = $1', [holderHash]),
    );
  }
}
