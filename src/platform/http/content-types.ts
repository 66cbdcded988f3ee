import type { NextFunction, Request, Response } from 'express';
import { Refusal } from './refusal.js';

/**
 * The one type of body each half of the program reads: JSON for programs, forms for pages, and browsers' own reports.
 * A page of another site can send a form or plain text without asking first, but not JSON, so the API takes nothing else.
 */
export function knownContentTypes(request: Request, _: Response, next: NextFunction): void {
  const isRead = request.is(typesFor(request.path)) && !isEncoded(request);
  if (hasBody(request) && !isRead)
    throw new Refusal(415, 'unknown-content-type', `Send the body as ${typesFor(request.path)[0] ?? ''}.`);
  next();
}

/** Whether a request of the API shows what no form of another site can: a JSON body, a key, or a method forms lack. */
export function isOfAProgram(request: Request): boolean {
  if (request.method !== 'POST') return true;
  return hasBody(request) || 'idempotency-key' in request.headers || 'x-csrf-token' in request.headers;
}

/** Where browsers report, by themselves, that a page tried what its policy forbids; and what they call that. */
export const reportsPath = '/csp-reports';
export const reportTypes = ['application/csp-report', 'application/reports+json'];

/** The one form that a file comes with. */
export const uploadPath = '/referral-batches';
export const uploadType = 'multipart/form-data';

/** Whether a program sends what that form sends. */
export function isUpload(request: Pick<Request, 'headers'> & { url?: string | undefined }): boolean {
  return (
    new URL(request.url ?? '', 'http://here').pathname === `/api/v1${uploadPath}` &&
    request.headers['content-type']?.startsWith('application/json') === true
  );
}

/** Whether a page's form was sent, with a file or without. */
export function isForm(request: Request): boolean {
  return Boolean(request.is(['application/x-www-form-urlencoded', uploadType]));
}

function typesFor(path: string): string[] {
  if (path === uploadPath) return [uploadType];
  if (path === reportsPath) return reportTypes;
  return path.startsWith('/api/') ? ['application/json'] : ['application/x-www-form-urlencoded'];
}

function hasBody({ method, headers }: Request): boolean {
  if (method === 'GET' || method === 'HEAD') return false;
  return 'transfer-encoding' in headers || Number(headers['content-length'] ?? 0) > 0;
}

/** A small body may unpack to a very large one, so none comes packed; and in UTF-7 a script is other letters. */
function isEncoded({ headers }: Request): boolean {
  const charset = /charset\s*=\s*"?([^\s;"]+)/i.exec(headers['content-type'] ?? '')?.[1] ?? 'utf-8';
  return (headers['content-encoding'] ?? 'identity') !== 'identity' || charset.toLowerCase() !== 'utf-8';
}
