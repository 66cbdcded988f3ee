import { createHash, randomBytes } from 'node:crypto';
import type { CookieOptions, Request } from 'express';
import type { Config } from '../../config.js';

/** 256 random bits, for a cookie alone; what is stored is their hash. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

export function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** A cookie's name. The __Host- prefix needs HTTPS, which the demo on one's own machine has not. */
export function cookieName(name: string, { production }: Pick<Config, 'production'>): string {
  return production ? `__Host-${name}` : name;
}

/** Out of reach of scripts and, for changes, of other sites. */
export function cookieOptions({ production }: Pick<Config, 'production'>): CookieOptions {
  return { httpOnly: true, secure: production, sameSite: 'lax', path: '/' };
}

export function cookieOf(request: Request, name: string): string | undefined {
  const pairs = (request.headers.cookie ?? '').split(/; */).map((pair) => pair.split('='));
  return pairs.find(([named]) => named === name)?.[1];
}
