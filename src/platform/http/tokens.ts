import { createHash, randomBytes } from 'node:crypto';
import type { CookieOptions, Request } from 'express';
import type { Config } from '../../config.js';

/** 256 random bits, for a cookie alone; what is stored is their hash. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * A session's token: what its forms are bound to, then what is new at every step-up. A step-up, or signing in again as the
 * same person, so leaves the forms good that are open in other tabs.
 */
export function newSessionToken(former?: string): string {
  return `${former === undefined ? newToken() : bindingOf(former)}.${newToken()}`;
}

/** What forms are bound to, of the token of a session or a visit. */
export function bindingOf(token: string): string {
  return token.replace(/\..*/, '');
}

export function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

type Reached = Pick<Config, 'publicUrl'>;

/** Whether browsers come over HTTPS, as they do from anywhere but one's own machine: settings/outside.ts refuses the rest. */
function overHttps({ publicUrl }: Reached): boolean {
  return !/^http:\/\/localhost(:\d+)?$/.test(publicUrl);
}

/** A cookie's name. The __Host- prefix needs HTTPS, which the demo on one's own machine has not. */
export function cookieName(name: string, reached: Reached): string {
  return overHttps(reached) ? `__Host-${name}` : name;
}

/** Out of reach of scripts and, for changes, of other sites. */
export function cookieOptions(reached: Reached): CookieOptions {
  return { httpOnly: true, secure: overHttps(reached), sameSite: 'lax', path: '/' };
}

export function cookieOf(request: Request, name: string): string | undefined {
  const pairs = (request.headers.cookie ?? '').split(/; */).map((pair) => pair.split('='));
  return pairs.find(([named]) => named === name)?.[1];
}
