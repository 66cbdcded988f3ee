import { setTimeout as wait } from 'node:timers/promises';
import {
  Injectable,
  SetMetadata,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import type { Response } from 'express';
import { defer, lastValueFrom, type Observable } from 'rxjs';
import { SignedOut } from '../../kernel/errors.js';
import { stampingTransactions } from '../database/before-commit.js';
import { Log } from '../log.js';
import { isActOfPeople, isOpen, type WithActor } from './access.js';
import type { WithFormKeys } from './form-keys.js';
import { KeptAnswers, type Answer, type Keyed } from './kept-answers.js';
import { problemOf } from './problem.js';
import { Refusal } from './refusal.js';

/** How often, and how many times, a second request asks whether the first has been answered: ten seconds in all. */
const asking = { everyMs: 100, times: 100 } as const;

const TOLD_ONCE = 'larkspur:told-once';

/** For an answer that says what is said nowhere else, such as a key: it is not kept even for a day, so its repetition is told so. */
export const ToldOnce = () => SetMetadata(TOLD_ONCE, true);

const ASKS = 'larkspur:asks';

/**
 * For a POST that changes nothing, and is one so that what is asked stands in no address: it is carried out each time, since what
 * may be seen can be less than it was.
 */
export const Asks = () => SetMetadata(ASKS, true);

/** Whether a handler is one of those: it needs no key. */
export function onlyAsks(handler: object): boolean {
  return Reflect.hasMetadata(ASKS, handler);
}

/** Carries a POST that came with a key out once, however often it is sent, and answers each as the first. A program must send one. */
@Injectable()
export class OnceInterceptor implements NestInterceptor {
  constructor(
    private readonly answers: KeptAnswers,
    private readonly log: Log,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<WithActor & WithFormKeys>();
    // Where nobody is asked who they are, whoever comes is nobody: an answer of theirs is nobody's to be given again.
    if (isOpen(context.getHandler()) || onlyAsks(context.getHandler())) return next.handle();
    const keyed = keyedIn(request);
    if (!keyed && mustBeKeyed(request, context.getHandler())) throw refusals.keyMissing();
    if (!keyed) return next.handle();
    return defer(async () => {
      const response = http.getResponse<Response>();
      const earlier = await this.earlierAnswer(keyed);
      if (earlier) return repeat(earlier, response);
      const body = await this.carryOut(keyed, next);
      const toldOnce = Reflect.hasMetadata(TOLD_ONCE, context.getHandler());
      await this.keep(keyed, answerOf(response, body), toldOnce);
      return body;
    });
  }

  /** The change has been made, so its answer is given even where it cannot be kept. */
  private async keep(keyed: Keyed, answer: Answer, toldOnce: boolean): Promise<void> {
    try {
      if (answer.status >= 400) await this.answers.release(keyed, { refused: true });
      else await this.answers.keep(keyed, toldOnce ? null : answer);
    } catch (error) {
      // A new password signs its holder out, and nobody else may have what they were answered.
      if (!(error instanceof SignedOut)) this.log.error('answer.not_kept', error);
    }
  }

  /** The answer given to the same change before; null where this is the first, whose key is reserved by then. */
  private async earlierAnswer(keyed: Keyed): Promise<Answer | null> {
    for (let times = 0; times < asking.times; times += 1) {
      const standing = await this.answers.begin(keyed);
      if (standing === 'ours') return null;
      if (standing === 'another request') throw refusals.anotherRequest();
      if (standing === 'answer lost') throw refusals.answerLost();
      if (standing === 'told once') throw refusals.toldOnce();
      if (standing !== 'under way') return standing;
      await wait(asking.everyMs);
    }
    throw refusals.underWay();
  }

  private async carryOut(keyed: Keyed, next: CallHandler): Promise<unknown> {
    try {
      return await stampingTransactions(this.answers.stampOf(keyed), () =>
        lastValueFrom(next.handle(), { defaultValue: undefined }),
      );
    } catch (error) {
      const refused = problemOf(error).status < 500;
      await this.answers.release(keyed, { refused }).catch((failure: unknown) => {
        this.log.error('answer.not_released', failure);
      });
      throw error;
    }
  }
}

const refusals = {
  keyMissing: () =>
    new Refusal(
      400,
      'key-missing',
      'Send an Idempotency-Key, such as a UUID, so that this is done once however often it is sent.',
    ),
  anotherRequest: () =>
    new Refusal(422, 'key-used', 'This Idempotency-Key was sent before with another request. Use a new one.'),
  answerLost: () =>
    new Refusal(
      409,
      'answer-lost',
      'This was carried out, but its answer was lost. Look at the record before going on.',
    ),
  toldOnce: () =>
    new Refusal(
      409,
      'told-once',
      'This was carried out, and its answer is given only once. If it was not seen, take back what was made and make it anew.',
    ),
  underWay: () =>
    new Refusal(409, 'under-way', 'This is still being carried out. Try again in a moment.', {
      'Retry-After': '1',
    }),
} as const;

/**
 * The key of the API is what the program says; sent again with another body it is an error. That of a page's form goes
 * with what was typed: a form changed and sent again, after going back, is another change, and no word of it is lost.
 */
function keyedIn({
  method,
  actor,
  key,
  path,
  originalUrl,
  body,
  headers,
  formKey,
}: WithActor & WithFormKeys): Keyed | null {
  const caller = actor ?? key;
  if (method !== 'POST' || !caller) return null;
  const request = JSON.stringify([originalUrl, headers['if-match'] ?? null, (body as unknown) ?? null]);
  if (!path.startsWith('/api/')) {
    if (formKey === undefined || !/^[\w-]{36}$/.test(formKey)) return null;
    return { actor: caller, request, key: `form ${formKey} ${request}` };
  }
  const said = headers['idempotency-key'];
  if (said === undefined) return null;
  if (typeof said !== 'string' || !/^[\x21-\x7e]{8,128}$/.test(said))
    throw new Refusal(
      400,
      'key-unfit',
      'Send an Idempotency-Key of 8 to 128 letters, digits or signs, such as a UUID.',
    );
  return { actor: caller, request, key: `api ${said}` };
}

/** A program whose answer was lost cannot know whether to send again: so each act of the API says which one it is. */
function mustBeKeyed({ method, path, actor }: WithActor, handler: object): boolean {
  return method === 'POST' && path.startsWith('/api/') && actor !== undefined && isActOfPeople(handler);
}

function answerOf(response: Response, body: unknown): Answer {
  return {
    status: response.statusCode,
    type: response.get('Content-Type'),
    location: response.get('Location'),
    body,
  };
}

function repeat({ status, type, location, body }: Answer, response: Response): unknown {
  response.status(status).setHeader('Idempotent-Replayed', 'true');
  if (type !== undefined) response.setHeader('Content-Type', type);
  if (location !== undefined) response.setHeader('Location', location);
  return body;
}
