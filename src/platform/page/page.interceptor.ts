import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { Response } from 'express';
import { map, type Observable } from 'rxjs';
import type { WithActor } from '../http/access.js';
import { Page, Redirect } from './page.js';
import { Renderer } from './renderer.js';

/** Turns what page handlers return into answers; what API handlers return passes through as JSON. */
@Injectable()
export class PageInterceptor implements NestInterceptor {
  constructor(private readonly renderer: Renderer) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const [request, response] = [http.getRequest<WithActor>(), http.getResponse<Response>()];
    return next.handle().pipe(
      map((answer: unknown) => {
        if (answer instanceof Redirect) {
          // Not sent here: an answer to be kept is kept first.
          response.status(303).location(answer.to);
          return '';
        }
        if (!(answer instanceof Page)) return answer;
        response.status(answer.status).type('html');
        return this.renderer.render(answer, { request, response });
      }),
    );
  }
}
