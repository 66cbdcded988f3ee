import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import { RuleBroken, SignedOut, Stale, StepUpRequired } from '../../kernel/errors.js';
import { recordAnswer } from '../audit/recorded.js';
import { Strangers } from '../audit/strangers.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Log, logCode } from '../log.js';
import { Page } from '../page/page.js';
import { Renderer } from '../page/renderer.js';
import type { WithActor } from './access.js';
import { carriedOf } from './carried-forms.js';
import { fault, problemOf, type Problem } from './problem.js';
import { requestIdHeader } from './request-context.js';

/** The one place that turns errors into answers. A bug is logged without its message and answered without its cause. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly renderer: Renderer,
    private readonly log: Log,
    private readonly db: UnitOfWork,
    private readonly strangers: Strangers,
  ) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const request = host.switchToHttp().getRequest<WithActor>();
    const response = host.switchToHttp().getResponse<Response>();
    const forProgram = request.path.startsWith('/api/');
    const { headers = {}, ...problem } = await this.recorded(error, request);
    if (error instanceof SignedOut && !forProgram && problem.status === 401) {
      response.redirect(303, error.formKept ? '/sign-in?after=signed-out' : '/sign-in');
      return;
    }
    if (error instanceof StepUpRequired && !forProgram && problem.status === 401) {
      this.askAgain(request, response);
      return;
    }
    if (problem.status >= 500)
      this.log.error('request.failed', error, { method: logCode(request.method.toLowerCase()) });
    // What is hidden and what is not there are one answer to the byte, so neither has a number of its own.
    if (problem.status === 404) response.removeHeader(requestIdHeader);
    response.status(problem.status).set(headers);
    if (forProgram)
      response
        .type('application/problem+json')
        .send(JSON.stringify({ ...problem, ...sentBy(request, error) }));
    else {
      const page = new Page(viewAt(request.path), { problem }, problem.status);
      response.type('html').send(this.renderer.render(page, { request, response }));
    }
  }

  /** The problem, once the log has it: a refusal that cannot be entered is not told either. */
  private async recorded(error: unknown, { actor, key }: WithActor): Promise<Problem> {
    const problem = problemOf(error);
    const caller = error instanceof SignedOut ? undefined : (actor ?? key);
    try {
      const keptFrom = error instanceof RuleBroken ? error.keptFrom : null;
      const result = problem.status === 404 || keptFrom !== null ? 'refused' : 'failed';
      if (caller) await recordAnswer(this.db, caller, { result, keptFrom });
      else if (isRefusal(error, problem)) await this.strangers.refused(problem.type.replace(/-\d+$/, ''));
      return problem;
    } catch (error) {
      this.log.error('audit.not_written', error);
      return fault;
    }
  }

  /** Sends someone to show a second factor again: to a page they then come back from, or with the form they sent in hand. */
  private askAgain(request: WithActor, response: Response): void {
    if (request.method === 'GET') {
      response.redirect(303, `/step-up?to=${encodeURIComponent(request.originalUrl)}`);
      return;
    }
    const values = { to: request.path, carried: carriedOf(request) };
    const asking = new Page('people/pages/step-up.njk', { form: { values, errors: {} } });
    response.status(401).type('html').send(this.renderer.render(asking, { request, response }));
  }
}

/** Where anybody may send something, a problem is told on a page that says no more of us than those do. */
function viewAt(path: string): string {
  return /^\/forms(\/|$)/i.test(path) ? 'platform/page/public-problem.njk' : 'platform/page/problem.njk';
}

/**
 * Whether a stranger was kept from something. What is not there at all, browsers ask for all day; and what a rule refused, such
 * as a wrong password, its feature has entered.
 */
function isRefusal(error: unknown, { status }: Problem): boolean {
  return status < 500 && status !== 404 && !(error instanceof RuleBroken);
}

/** What was sent stands beside what there is, so that whoever changes something meanwhile changed loses neither. */
function sentBy({ body }: WithActor, error: unknown): { sent?: unknown } {
  return error instanceof Stale ? { sent: body as unknown } : {};
}
