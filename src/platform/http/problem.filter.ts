import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import { SignedOut, Stale } from '../../kernel/errors.js';
import { recordAnswer } from '../audit/recorded.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Log, logCode } from '../log.js';
import { Page } from '../page/page.js';
import { Renderer } from '../page/renderer.js';
import type { WithActor } from './access.js';
import { fault, problemOf, type Problem } from './problem.js';
import { requestIdHeader } from './request-context.js';

/** The one place that turns errors into answers. A bug is logged without its message and answered without its cause. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly renderer: Renderer,
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

    const { headers = {}, ...problem } = await this.recorded(problemOf(error), request);
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
      const page = new Page('platform/page/problem.njk', { problem }, problem.status);
      response.type('html').send(this.renderer.render(page, { request, response }));
    }
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

/** What was sent stands beside what there is, so that whoever changes something meanwhile changed loses neither. */
function sentBy({ body }: WithActor, error: unknown): { sent?: unknown } {
  return error instanceof Stale ? { sent: body as unknown } : {};
}
