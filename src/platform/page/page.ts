import {
  Inject,
  Injectable,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import type { Response } from 'express';
import type nunjucks from 'nunjucks';
import { map, type Observable } from 'rxjs';
import type { WithActor } from '../http/access.js';
import { navigationFor } from './navigation.js';

/** What a page handler returns: a template and the model it shows. */
export class Page {
  constructor(
    readonly view: string,
    readonly model: object,
    readonly status: number = 200,
  ) {}
}

/** After a change, the browser is sent to look at the result. */
export class Redirect {
  constructor(readonly to: string) {}
}

export function page(view: string, model: object): Page {
  return new Page(view, model);
}

export function seeOther(to: string): Redirect {
  return new Redirect(to);
}

export const TEMPLATES = Symbol('templates');

/** Renders a page for whoever asked: their navigation, and nothing of theirs in the title or the address. */
export function render(templates: nunjucks.Environment, request: WithActor, { view, model }: Page): string {
  const { actor, path } = request;
  const frame = { path, signedIn: actor ? { name: actor.displayName, role: actor.role } : null };
  return templates.render(view, {
    ...model,
    frame: { ...frame, navigation: navigationFor(actor?.role, path) },
  });
}

/** Turns what page handlers return into answers; what API handlers return passes through as JSON. */
@Injectable()
export class PageInterceptor implements NestInterceptor {
  constructor(@Inject(TEMPLATES) private readonly templates: nunjucks.Environment) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const response = http.getResponse<Response>();
    return next.handle().pipe(
      map((answer: unknown) => {
        if (answer instanceof Redirect) {
          response.redirect(303, answer.to);
          return undefined;
        }
        if (!(answer instanceof Page)) return answer;
        response.status(answer.status).type('html');
        return render(this.templates, http.getRequest<WithActor>(), answer);
      }),
    );
  }
}
