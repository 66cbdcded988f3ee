import { Inject, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { machine, SessionToken, type Person } from '../../kernel/actor.js';
import { SignedOut } from '../../kernel/errors.js';
import { CONFIG, type Config } from '../../config.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { bindTo } from './csrf.js';
import type { Exchange } from './exchange.js';
import { cookieName, cookieOf, cookieOptions, hashOf, newSessionToken } from './tokens.js';

/** Who a request comes from, and whether they showed a second factor in the last five minutes. */
export interface Came {
  readonly person: Person;
  readonly steppedUp: boolean;
  /** When the session ends, unless it is used before. */
  readonly endsAt: Date;
}

/** How a session begins: from which pending sign-in, by which second factor, and on which network. */
export interface Beginning {
  readonly pendingHash: Buffer;
  readonly method: string;
  readonly place: Buffer;
}

interface SessionRow {
  user_id: string;
  role: Person['role'];
  organisation_id: string;
  display_name: string;
  stepped_up: boolean;
  ends_at: Date;
}

/** Our own sessions: 256 random bits in a cookie, their hash in Postgres, gone at once when the row goes. */
@Injectable()
export class Sessions {
  private readonly cookie: string;

  constructor(
    private readonly db: UnitOfWork,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.cookie = cookieName('session', config);
  }

  /** Turns a pending sign-in into a session, under a token that was in nobody's hands before. */
  async begin({ pendingHash, method, place }: Beginning, { request, response }: Exchange): Promise<void> {
    const former = cookieOf(request, this.cookie) ?? '';
    const token = await this.db.run(machine('sign_in'), async (tx) => {
      const [same] = await tx.query<unknown[]>(
        'SELECT FROM pending_sign_in WHERE token_hash = $1 AND staff_id = holder_of_session($2)',
        [pendingHash, hashOf(former)],
      );
      const next = newSessionToken(same ? former : undefined);
      await tx.query('SELECT begin_session($1, $2, $3, $4)', [pendingHash, hashOf(next), method, place]);
      return next;
    });
    response.cookie(this.cookie, token, cookieOptions(this.config));
    bindTo(response, token);
  }

  /** Goes on under a new token after a second factor. @throws SignedOut where the session ended meanwhile */
  async renew({ token: old }: Person, method: string, response: Response): Promise<void> {
    const token = newSessionToken(old.reveal());
    const [row] = await this.db.run(machine('sign_in'), (tx) =>
      tx.query<{ renewed: boolean }[]>('SELECT renew_session($1, $2, $3) AS renewed', [
        hashOf(old.reveal()),
        hashOf(token),
        method,
      ]),
    );
    if (!row?.renewed) throw new SignedOut();
    response.cookie(this.cookie, token, cookieOptions(this.config));
    bindTo(response, token);
  }

  async whoCame(request: Request): Promise<Came | null> {
    const token = cookieOf(request, this.cookie);
    if (!token) return null;
    const [row] = await this.db.run(machine('sign_in'), (tx) =>
      tx.query<SessionRow[]>('SELECT * FROM person_of_session($1)', [hashOf(token)]),
    );
    if (!row) return null;
    const person = {
      userId: row.user_id,
      role: row.role,
      organisationId: row.organisation_id,
      displayName: row.display_name,
      token: new SessionToken(token),
    };
    return { person, steppedUp: row.stepped_up, endsAt: row.ends_at };
  }

  async end({ request, response }: Exchange): Promise<void> {
    const token = cookieOf(request, this.cookie);
    if (token) {
      await this.db.run(machine('sign_in'), (tx) => tx.query('SELECT end_session($1)', [hashOf(token)]));
    }
    response.clearCookie(this.cookie, { path: '/' }).setHeader('Clear-Site-Data', '"cache", "storage"');
  }
}
