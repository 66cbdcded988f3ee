import { Injectable, type OnModuleInit } from '@nestjs/common';
import { londonDate, type PlainDate } from '../kernel/plain-date.js';
import { Clock } from '../platform/clock.js';
import { Queues } from '../platform/jobs/queues.js';
import { Freezing } from './freezing.service.js';

const queue = 'freeze-returns';

/** Freezes what is due of every service: each night, and when work starts, in case it was not at work that night. */
@Injectable()
export class PrepareReturnJob implements OnModuleInit {
  constructor(
    private readonly queues: Queues,
    private readonly freezing: Freezing,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.queues.handle(queue, (_, progress) => this.work(progress));
    this.queues.everyDay(queue, '30 2');
  }

  /** To be called once the queues have started. What is not due costs nothing, so starting often does no harm. */
  begin(): Promise<void> {
    return this.queues.add(queue, {}, `at-start-${String(this.clock.now().getTime())}`);
  }

  private async work(progress: (percent: number) => Promise<void>): Promise<void> {
    const services = await this.freezing.services();
    const upTo = lastSettledDay(this.clock.now());
    for (const [i, service] of services.entries()) {
      await this.freezing.freezeUpTo(service, upTo, (share) =>
        progress(Math.floor((100 * (i + share)) / services.length)),
      );
    }
    await progress(100);
  }
}

/**
 * The day it was an hour ago. Something entered in the last minute of a cut-off day may be committed in the first of the next;
 * counted then, it would be in no snapshot at all.
 */
export function lastSettledDay(now: Date): PlainDate {
  return londonDate(new Date(now.getTime() - 3_600_000));
}
