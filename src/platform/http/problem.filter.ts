import { Catch, HttpException, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import type nunjucks from 'nunjucks';
import { NotFound, RuleBroken, SignedOut, Stale } from '../../kernel/errors.js';
import { recordAnswer } from '../audit/recorded.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Log, logCode } from '../log.js';
import { Page, render, TEMPLATES } from '../page/page.js';
import type { WithActor } from './access.js';
import { requestIdHeader } from './request-context.js';

/** What someone is told when a request is not carried out: RFC 9457 to programs, a page to people. */
interface Problem {
  readonly status: number;
  readonly type: string;
  readonly title: string;
  readonly detail: string;
  readonly errors?: Readonly<Record<string, string>>;
}

/** The faults in a request's body, by field. */
export class InvalidBody extends Error {
  constructor(readonly errors: Readonly<Record<string, string>>) {
    super('The request is not right');
    this.name = 'InvalidBody';
  }
}

/** The one place that turns errors into answers. A bug is logged without its message and answered without its cause. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    @Inject(TEMPLATES) private readonly templates: nunjucks.Environment,
    private readonly log: Log,
    private readonly db: UnitOfWork,
  ) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const request = host.switchToHttp().getRequest<WithActor>();
    const response = host.switchToHttp().getResponse<Response>();
    const forProgram = request.path.startsWith('/api/');
    if (error instanceof SignedOut && !forProgram) {
      response.redirect(303, '/sign-in');
      return;
    }

    const problem = await this.recorded(problemOf(error), request);
    if (problem.status >= 500)
      this.log.error('request.failed', error, { method: logCode(request.method.toLowerCase()) });
    // What is hidden and what is not there are one answer to the byte, so neither has a number of its own.
    if (problem.status === 404) response.removeHeader(requestIdHeader);
    response.status(problem.status);
    if (forProgram) response.type('application/problem+json').send(JSON.stringify(problem));
    else
      response
        .type('html')
        .send(render(this.templates, request, new Page('platform/page/problem.njk', { problem })));
  }

  /** The problem, once the log has it: a refusal that cannot be entered is not told either. */
  private async recorded(problem: Problem, { actor }: WithActor): Promise<Problem> {
    if (!actor) return problem;
    try {
      await recordAnswer(this.db, actor, problem.status === 404 ? 'refused' : 'failed');
      return problem;
    } catch (error) {
      this.log.error('audit.not_written', error);
      return fault;
    }
  }
}

const notFound: Problem = {
  status: 404,
  type: 'not-found',
  title: 'Page not found',
  detail: 'If you typed the address, check it is right. If you followed a link, go back and try again.',
};

const fault: Problem = {
  status: 500,
  type: 'fault',
  title: 'Sorry, something went wrong',
  detail:
    'Nothing was changed. Try again in a few minutes; if it goes on, tell whoever runs Larkspur for you and when it happened.',
};

function problemOf(error: unknown): Problem {
  if (error instanceof NotFound) return notFound;
  if (error instanceof SignedOut)
    return { status: 401, type: 'signed-out', title: 'Sign in', detail: error.message };
  if (error instanceof RuleBroken)
    return { status: 422, type: error.rule, title: 'This cannot be done', detail: error.message };
  if (error instanceof Stale)
    return { status: 409, type: 'stale', title: 'Changed meanwhile', detail: error.message };
  if (error instanceof InvalidBody) return { ...invalid, errors: error.errors };
  return isClientFault(error) ? statusProblem(error) : fault;
}

const invalid: Problem = {
  status: 422,
  type: 'invalid',
  title: 'The request is not right',
  detail: 'Mend the fields named in errors.',
};

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
