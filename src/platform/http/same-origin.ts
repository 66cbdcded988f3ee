import type { NextFunction, Request, Response } from 'express';

/**
 * Refuses a write that another site's page made. Browsers say where a request comes from in `Sec-Fetch-Site`, older
 * ones in `Origin`; a program that is no browser sends neither, and carries no cookie that a page could borrow.
 */
export function sameOrigin(request: Request, response: Response, next: NextFunction): void {
  if (request.method === 'GET' || request.method === 'HEAD' || comesFromHere(request)) {
    next();
    return;
  }
  response
    .status(403)
    .type('text/plain')
    .send('This request came from another site, so it was not carried out.');
}

function comesFromHere(request: Request): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const { origin } = request.headers;
  return origin === undefined || URL.parse(origin)?.host === request.headers.host;
}
