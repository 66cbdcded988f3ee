import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import type { AuditResult } from '../audit/audit.codes.js';
import { networkOf } from './network.js';

/** What the log tells of a request, whatever is done for it: known to the door of the database without being passed. */
export interface RequestContext {
  readonly requestId: string;
  /** The network it came from. */
  readonly network: string;
  /** 'cases.show': the noun its controller is for, and what its handler does with it. */
  act: string;
  /** The ids its path names. */
  ids: readonly string[];
  /** The case it was let into, where it was. */
  caseId: string | null;
  result: AuditResult;
  /** Of a file that leaves, its SHA-256; of what was asked for in words and refused, a keyed hash. */
  fingerprint: string | null;
  /** Whether an entry for whoever asks is committed by now: until then there is nothing to answer with. */
  recorded: boolean;
}

/** Tells whoever asked under which number their request is in the log. */
export const requestIdHeader = 'X-Request-Id';

const contexts = new AsyncLocalStorage<RequestContext>();

/** The request being answered; undefined in a job. */
export function currentRequest(): RequestContext | undefined {
  return contexts.getStore();
}

/** Gives a request the number under which it stands in the log, and says it in the answer: it is what to quote to whoever keeps Larkspur. */
export function numbered({ ip = '' }: Request, response: Response, next: NextFunction): void {
  const requestId = randomUUID();
  response.setHeader(requestIdHeader, requestId);
  const network = networkOf(ip);
  contexts.run(
    {
      requestId,
      network,
      act: 'request.made',
      ids: [],
      caseId: null,
      result: 'allowed',
      fingerprint: null,
      recorded: false,
    },
    next,
  );
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Says which handler a request came to, and what its path names. Of a path only ids are kept. */
export function cameTo(controller: string, handler: string, params: Request['params']): void {
  const context = currentRequest();
  if (!context) return;
  context.act = `${snake(controller.replace(/(Pages|Api)?Controller$/, ''))}.${snake(handler)}`;
  context.ids = Object.values(params)
    .flat()
    .filter((value) => uuid.test(value));
}

/** Does what serves a request and is not yet what it asks for, as an act of its own: the log does not take it for done. */
export function aside<T>({ act, ids = [], fingerprint }: Aside, work: () => Promise<T>): Promise<T> {
  const context = currentRequest();
  const about: Partial<RequestContext> = {
    act,
    ids,
    fingerprint: fingerprint ?? null,
    result: 'allowed',
    recorded: false,
  };
  return context ? contexts.run({ ...context, ...about }, work) : work();
}

interface Aside {
  readonly act: string;
  readonly ids?: readonly string[];
  readonly fingerprint?: string;
}

function snake(name: string): string {
  return name.replace(/(?<!^)[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
}
