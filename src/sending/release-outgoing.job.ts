import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Queues, type JobData } from '../platform/jobs/queues.js';
import { Release } from './release.service.js';

const queue = 'release-outgoing';

/** Each thing that waits to be sent is let go when its time comes; one that comes too early comes again. */
@Injectable()
export class ReleaseOutgoingJob implements OnModuleInit {
  constructor(
    private readonly queues: Queues,
    private readonly release: Release,
  ) {}

  onModuleInit(): void {
    this.queues.handle(queue, (data) => this.work(data));
    this.queues.onEvent('outgoing.queued', queue);
  }

  private async work(data: JobData): Promise<void> {
    const early = await this.release.release(errandOf(data));
    if (early > 0) await this.queues.later(queue, data, early);
  }
}

/** @throws Error where a job carries no errand: that is a bug */
export function errandOf({ eventId, recordId, caseId }: JobData) {
  if (typeof eventId !== 'number' || typeof recordId !== 'string' || typeof caseId !== 'string')
    throw new Error('What goes out is of a case');
  return { eventId, outgoingId: recordId, caseId };
}
