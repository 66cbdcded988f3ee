import { HttpException } from '@nestjs/common';
import { NotFound, RuleBroken, SignedOut, Stale } from '../../kernel/errors.js';
import { busyRefusal } from './busy.js';
import { Refusal } from './refusal.js';

/** What someone is told when a request is not carried out: RFC 9457 to programs, a page to people. */
export interface Problem {
  readonly status: number;
  readonly type: string;
  readonly title: string;
  readonly detail: string;
  readonly errors?: Readonly<Record<string, string>>;
  /** Where someone changed the record meanwhile: the version it has now. */
  readonly currentVersion?: number;
  /** What the answer's headers say besides. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** The faults in a request's body, by field. */
export class InvalidBody extends Error {
  constructor(readonly errors: Readonly<Record<string, string>>) {
    super('The request is not right');
    this.name = 'InvalidBody';
  }
}

const notFound: Problem = {
  status: 404,
  type: 'not-found',
  title: 'Page not found',
  detail: 'If you typed the address, check it is right. If you followed a link, go back and try again.',
};

/** A bug, or an answer that the log could not take. */
export const fault: Problem = {
  status: 500,
  type: 'fault',
  title: 'Sorry, something went wrong',
  detail:
    'Nothing was changed. Try again in a few minutes; if it goes on, tell whoever runs Larkspur for you and when it happened.',
};

/** What to tell of an error. */
export function problemOf(error: unknown): Problem {
  if (error instanceof NotFound) return notFound;
  if (error instanceof SignedOut)
    return { status: 401, type: 'signed-out', title: 'Sign in', detail: error.message };
  if (error instanceof RuleBroken)
    return { status: 422, type: error.rule, title: 'This cannot be done', detail: error.message };
  if (error instanceof Stale) return staleProblem(error);
  if (error instanceof Refusal) return refusalProblem(error);
  if (error instanceof InvalidBody) return { ...invalid, errors: error.errors };
  const busy = busyRefusal(error);
  if (busy) return refusalProblem(busy);
  return isClientFault(error) ? statusProblem(error) : fault;
}

const invalid: Problem = {
  status: 422,
  type: 'invalid',
  title: 'The request is not right',
  detail: 'Mend the fields named in errors.',
};

/** With the version it has now, as the ETag too, beside the one that was sent. */
function staleProblem({ message, current }: Stale): Problem {
  const stale = { status: 409, type: 'stale', title: 'Changed meanwhile', detail: message };
  return current === null
    ? stale
    : { ...stale, currentVersion: current, headers: { ETag: `"${String(current)}"` } };
}

function refusalProblem({ status, type, message, headers }: Refusal): Problem {
  return { status, type, title: 'This request was refused', detail: message, headers };
}

/** Nest's own refusals and the body parser's; their messages may quote the input, so only the status is kept. */
function statusProblem({ status }: { status: number }): Problem {
  if (status === 404 || status === 400)
    return status === 404
      ? notFound
      : { ...invalid, status, type: 'malformed', detail: 'The request could not be read.' };
  return {
    status,
    type: `http-${String(status)}`,
    title: 'This request was refused',
    detail: 'Check what was sent, and its size.',
  };
}

function isClientFault(error: unknown): error is { status: number } {
  const status =
    error instanceof HttpException ? error.getStatus() : (error as { status?: unknown } | null)?.status;
  if (error instanceof HttpException) Object.assign(error, { status });
  return typeof status === 'number' && status >= 400 && status < 500;
}
