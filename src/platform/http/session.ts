import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { machine, SessionToken, type Person } from '../../kernel/actor.js';
import { CONFIG, type Config } from '../../config.js';
import { UnitOfWork } from '../database/unit-of-work.js';

interface SessionRow {
  user_id: string;
  role: Person['role'];
  organisation_id: string;
  display_name: string;
}

/** Our own sessions: 256 random bits in a cookie, their hash in Postgres, gone at once when the row goes. */
@Injectable()
export class Sessions {
  private readonly cookie: string;

  constructor(
    private readonly db: UnitOfWork,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    // The __Host- prefix needs HTTPS, which the demo on one's own machine has not.
    this.cookie = config.production ? '__Host-session' : 'session';
  }

  async begin(staffId: string, response: Response): Promise<void> {
    const token = randomBytes(32).toString('base64url');
    await this.db.run(machine('sign_in'), (tx) =>
      tx.query('INSERT INTO session (token_hash, staff_id) VALUES ($1, $2)', [hashOf(token), staffId]),
    );
    const { production: secure } = this.config;
    response.cookie(this.cookie, token, { httpOnly: true, secure, sameSite: 'lax', path: '/' });
  }

  async personOf(request: Request): Promise<Person | null> {
    const token = this.tokenOf(request);
    if (!token) return null;
    const [row] = await this.db.run(machine('sign_in'), (tx) =>
      tx.query<SessionRow[]>('SELECT * FROM person_of_session($1)', [hashOf(token)]),
    );
    if (!row) return null;
    return {
      userId: row.user_id,
      role: row.role,
      organisationId: row.organisation_id,
      displayName: row.display_name,
      token: new SessionToken(token),
    };
  }

  async end(request: Request, response: Response): Promise<void> {
    const token = this.tokenOf(request);
    if (token) {
      await this.db.run(machine('sign_in'), (tx) => tx.query('SELECT end_session($1)', [hashOf(token)]));
    }
    response.clearCookie(this.cookie, { path: '/' }).setHeader('Clear-Site-Data', '"cache", "storage"');
  }

  private tokenOf(request: Request): string | undefined {
    const pairs = (request.headers.cookie ?? '').split(/; */).map((pair) => pair.split('='));
    return pairs.find(([name]) => name === this.cookie)?.[1];
  }
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
