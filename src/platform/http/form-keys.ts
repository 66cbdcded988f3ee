import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { isForm, isOfAProgram, reportsPath } from './content-types.js';
import type { Csrf } from './csrf.js';
import { Refusal } from './refusal.js';

/** A request whose form said that it is to be carried out once. */
export type WithFormKeys = Request & { formKey?: string };

const postForm = /<form\b[^>]*\bmethod="post"[^>]*>/gi;

/** Whether the page has a form that changes something. */
export function hasPostForm(html: string): boolean {
  return html.search(postForm) !== -1;
}

/**
 * The page with a token in each of its forms, and where `once` a key under which it is carried out once however often
 * it is sent. Added here and not in the templates, so that no feature can forget it. Text a person typed is escaped by
 * then, so it opens no form.
 */
export function withFormKeys(html: string, token: string, { once }: { once: boolean }): string {
  return html.replace(
    postForm,
    (tag) => tag + hidden('_csrf', token) + (once ? hidden('_once', randomUUID()) : ''),
  );
}

/** Takes the keys out of a posted form, and refuses a change whose token is missing or somebody else's. */
export function checksFormKeys(csrf: Csrf): RequestHandler {
  return (request: WithFormKeys, _: Response, next: NextFunction) => {
    const { token, once } = takeKeys(request);
    const isLook = request.method === 'GET' || request.method === 'HEAD';
    if (!isLook && !isOurs(request, token, csrf))
      throw new Refusal(
        403,
        'no-token',
        'This form was no longer valid, so it was not carried out. Go back, load the page again and send it once more.',
      );
    if (typeof once === 'string') request.formKey = once;
    next();
  };
}

function takeKeys(request: Request): { token: unknown; once: unknown } {
  const header = request.headers['x-csrf-token'];
  if (!isForm(request)) return { token: header, once: undefined };
  const { _csrf, _once, ...form } = (request.body ?? {}) as Record<string, unknown>; // what the form parser makes
  request.body = form;
  return { token: _csrf ?? header, once: _once };
}

function isOurs(request: Request, token: unknown, csrf: Csrf): boolean {
  if (request.path === reportsPath) return true; // browsers send reports by themselves, and all they do is be logged
  if (!request.path.startsWith('/api/')) return csrf.isTokenOf(request, token);
  return isOfAProgram(request) && (token === undefined || csrf.isTokenOf(request, token));
}

const hidden = (name: string, value: string) => `<input type="hidden" name="${name}" value="${value}">`;
