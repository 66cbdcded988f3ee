import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import { Stale } from '../../kernel/errors.js';
import { Log, logCode } from '../log.js';
import { Page } from '../page/page.js';
import { Renderer } from '../page/renderer.js';
import type { WithActor } from './access.js';
import { problemOf } from './problem.js';
import { SignedOut } from './session.js';

/** The one place that turns errors into answers. A bug is logged without its message and answered without its cause. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly renderer: Renderer,
    private readonly log: Log,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<WithActor>();
    const response = host.switchToHttp().getResponse<Response>();
    const forProgram = request.path.startsWith('/api/');
    if (error instanceof SignedOut && !forProgram) {
      response.redirect(303, '/sign-in');
      return;
    }

    const { headers = {}, ...problem } = problemOf(error);
    if (problem.status >= 500)
      this.log.error('request.failed', error, { method: logCode(request.method.toLowerCase()) });
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
}

/** What was sent stands beside what there is, so that whoever changes something meanwhile changed loses neither. */
function sentBy({ body }: WithActor, error: unknown): { sent?: unknown } {
  return error instanceof Stale ? { sent: body as unknown } : {};
}
