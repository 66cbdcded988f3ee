import { Injectable } from '@nestjs/common';
import { pino, type DestinationStream, type Logger } from 'pino';
import { currentRequest } from './http/request-context.js';

/** What a log line may carry: an id, a code, a number or a duration. A sentence or a name does not fit the type. */
export type LogValue = number | boolean | null | LogCode;

/** A lower-case code, a dotted event, a UUID or a route template: nothing a person's name fits. */
export type LogCode = string & { readonly __logCode: true };

// Lower case, but for SQLSTATEs: a name begins with a capital.
const codeShape = /^(?:[a-z0-9_./:*-]{1,120}|[0-9A-Z]{5})$/;

/** Lets a value into the log where it has the shape of an id or a code, and hides it where it has not. */
export function logCode(value: string): LogCode {
  return (codeShape.test(value) ? value : '[hidden]') as LogCode; // the shape was just checked
}

/** Events, not stories: `log.info('order.served', { orderId })`. */
@Injectable()
export class Log {
  private pino: Logger = lines();

  /** Sends the lines elsewhere than to standard output. */
  writeTo(destination: DestinationStream): void {
    this.pino = lines(destination);
  }

  info(event: string, facts: Readonly<Record<string, LogValue>> = {}): void {
    this.pino.info(facts, logCode(event));
  }

  warn(event: string, facts: Readonly<Record<string, LogValue>> = {}): void {
    this.pino.warn(facts, logCode(event));
  }

  /** A fault. Of the error only its class, its SQLSTATE and where it was thrown are kept: messages carry rows' values. */
  error(event: string, error: unknown, facts: Readonly<Record<string, LogValue>> = {}): void {
    this.pino.error({ ...facts, ...factsOf(error) }, logCode(event));
  }
}

function lines(destination: DestinationStream = pino.destination(1)): Logger {
  const options = { base: null, messageKey: 'event', timestamp: pino.stdTimeFunctions.isoTime };
  return pino({ ...options, mixin: () => ({ request: currentRequest()?.requestId }) }, destination);
}

/** What may be told of a fault: no word of its message, which a database fills with the row it refused. */
export function factsOf(error: unknown): Record<string, string> {
  if (!(error instanceof Error)) return { kind: 'unknown' };
  const code = 'code' in error && typeof error.code === 'string' ? { code: logCode(error.code) } : {};
  // The stack begins with the message, which may look like anything.
  const stack = (error.stack ?? '').split(error.message).at(-1) ?? '';
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return {
    kind: error.name,
    ...code,
    at: frames
      .slice(0, 6)
      .map((line) => line.trim())
      .join(' | '),
  };
}
