import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import {
  Injectable,
  StreamableFile,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import type { Response } from 'express';
import { from, mergeMap, type Observable } from 'rxjs';
import type { Caller } from '../../kernel/actor.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { isOpen, type WithActor } from '../http/access.js';
import { aside, currentRequest } from '../http/request-context.js';
import type { AuditResult } from './audit.codes.js';

/** Keeps answers back until the log has them: also those for which nothing was read or done in the database, and files by what is in them. */
@Injectable()
export class RecordedInterceptor implements NestInterceptor {
  constructor(private readonly db: UnitOfWork) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const { actor, key } = http.getRequest<WithActor>();
    const caller = actor ?? key;
    if (!caller) return next.handle();
    const enter = async (): Promise<void> => {
      if (!currentRequest()?.recorded) await recordAnswer(this.db, caller, { result: 'allowed' });
    };
    // Signing out ends what would vouch for the person, so pages that are open to all are entered beforehand.
    if (isOpen(context.getHandler())) return from(enter()).pipe(mergeMap(() => next.handle()));
    return next.handle().pipe(
      mergeMap(async (answer: unknown) => {
        await enter();
        return this.file(answer, caller, http.getResponse());
      }),
    );
  }

  /** What leaves as a file is entered with its SHA-256, by which a copy found elsewhere can be known again. */
  private async file(answer: unknown, caller: Caller, response: Response): Promise<unknown> {
    if (answer instanceof StreamableFile) {
      const bytes = await buffer(answer.getStream());
      await this.exported(bytes, caller);
      return new StreamableFile(bytes, answer.options);
    }
    if (typeof answer === 'string' && response.hasHeader('Content-Disposition'))
      await this.exported(Buffer.from(answer, 'utf8'), caller);
    return answer;
  }

  private async exported(bytes: Buffer, caller: Caller): Promise<void> {
    const fingerprint = createHash('sha256').update(bytes).digest('hex');
    const ids = currentRequest()?.ids ?? [];
    await aside({ act: 'file.exported', ids, fingerprint }, () =>
      this.db.run(caller, () => Promise.resolve()),
    );
  }
}

/**
 * Enters what was answered without the work that was asked for, in a transaction of its own.
 * @param keptFrom the keyed hash of what was asked for in words, where it was refused
 */
export async function recordAnswer(
  db: UnitOfWork,
  caller: Caller,
  { result, keptFrom = null }: { result: AuditResult; keptFrom?: string | null },
): Promise<void> {
  const request = currentRequest();
  if (request) [request.result, request.fingerprint] = [result, keptFrom];
  await db.run(caller, () => Promise.resolve());
}
