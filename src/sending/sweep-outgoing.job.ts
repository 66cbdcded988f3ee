import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Queues } from '../platform/jobs/queues.js';
import { Release } from './release.service.js';

const queue = 'sweep-outgoing';

/** Every quarter of an hour, day and night: a job that failed for good says nothing by itself. */
@Injectable()
export class SweepOutgoingJob implements OnModuleInit {
  constructor(
    private readonly queues: Queues,
    private readonly release: Release,
  ) {}

  onModuleInit(): void {
    this.queues.handle(queue, () => this.release.sweep());
    this.queues.everyDay(queue, '*/15 *');
  }
}
