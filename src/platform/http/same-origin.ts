import type { NextFunction, Request, Response } from 'express';
import { Refusal } from './refusal.js';

/**
 * Refuses a write that another site's page made. Browsers say where a request comes from in `Sec-Fetch-Site`, older
 * ones in `Origin`; a program that is no browser sends neither, and carries no cookie that a page could borrow.
 */
export function sameOrigin(request: Request, _: Response, next: NextFunction): void {
  const isLook = request.method === 'GET' || request.method === 'HEAD';
  if (!isLook && !comesFromHere(request))
    throw new Refusal(
      403,
      'from-elsewhere',
      'This request came from another site, so it was not carried out.',
    );
  next();
}

function comesFromHere(request: Request): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const { origin } = request.headers;
  return origin === undefined || URL.parse(origin)?.host === request.headers.host;
}
