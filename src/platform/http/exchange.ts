import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Response } from 'express';
import type { WithActor } from './access.js';

/** A request and the answer it is getting: for whatever reads or sets cookies. */
export interface Exchange {
  readonly request: WithActor;
  readonly response: Response;
}

/** Both at once. Nest still sends what the handler returns, which it would not if the handler asked for the response alone. */
export const CurrentExchange = createParamDecorator((_: unknown, context: ExecutionContext): Exchange => {
  const http = context.switchToHttp();
  return { request: http.getRequest<WithActor>(), response: http.getResponse<Response>() };
});
