import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CONFIG, type Config } from '../../config.js';
import { Secrets } from '../secrets.js';
import { cookieName, cookieOf } from './cookies.js';

/**
 * The token that shows a form to be one of ours, filled in by whoever has this session: a MAC of the session's own
 * token. Before signing in it is bound to a cookie that says nothing else, so that nobody is signed in as another.
 */
@Injectable()
export class Csrf {
  private readonly key: Buffer;

  constructor(
    secrets: Secrets,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.key = secrets.keyFor('csrf');
  }

  /** The token for a page's forms. A visitor without a cookie to bind it to is given one. */
  tokenFor(request: Request, response: Response): string {
    return this.tokenOf(this.bindingOf(request) ?? this.beginVisit(response));
  }

  /** Whether the token is the one for this request's session, or visit. */
  isTokenOf(request: Request, token: unknown): boolean {
    const binding = this.bindingOf(request);
    if (binding === undefined || typeof token !== 'string') return false;
    const [given, right] = [Buffer.from(token), Buffer.from(this.tokenOf(binding))];
    return given.length === right.length && timingSafeEqual(given, right);
  }

  /** The token bound to what a cookie holds. */
  tokenOf(binding: string): string {
    return createHmac('sha256', this.key).update(binding).digest('base64url');
  }

  private bindingOf(request: Request): string | undefined {
    const { production } = this.config;
    const [session, visit] = [cookieName('session', production), cookieName('visit', production)];
    return cookieOf(request, session) ?? cookieOf(request, visit);
  }

  private beginVisit(response: Response): string {
    const visit = randomBytes(32).toString('base64url');
    const { production: secure } = this.config;
    response.cookie(cookieName('visit', secure), visit, {
      httpOnly: true,
      secure,
      sameSite: 'strict',
      path: '/',
    });
    return visit;
  }
}
