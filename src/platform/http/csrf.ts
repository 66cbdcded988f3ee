import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CONFIG, type Config } from '../../config.js';
import { Secrets } from '../secrets.js';
import { bindingOf, cookieName, cookieOf, cookieOptions } from './tokens.js';

/**
 * The token that shows a form to be one of ours, filled in by whoever has this session: a MAC of what the session's
 * token begins with. Before signing in it is bound to a cookie that says nothing else, so that nobody is signed in as another.
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
    return this.tokenOf(begunWith(response) ?? this.bindingOf(request) ?? this.beginVisit(response));
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
    return createHmac('sha256', this.key).update(bindingOf(binding)).digest('base64url');
  }

  private bindingOf(request: Request): string | undefined {
    const [session, visit] = [cookieName('session', this.config), cookieName('visit', this.config)];
    return cookieOf(request, session) ?? cookieOf(request, visit);
  }

  private beginVisit(response: Response): string {
    const visit = randomBytes(32).toString('base64url');
    const options = { ...cookieOptions(this.config), sameSite: 'strict' } as const;
    response.cookie(cookieName('visit', this.config), visit, options);
    return visit;
  }
}

/** Binds what this answer shows to the session that begins or goes on with it, whatever cookie the request came with. */
export function bindTo(response: Response, token: string): void {
  response.locals['begun'] = token;
}

function begunWith(response: Response): string | undefined {
  const begun: unknown = response.locals['begun'];
  return typeof begun === 'string' ? begun : undefined;
}
