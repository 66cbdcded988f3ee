import { Injectable, type OnModuleInit } from '@nestjs/common';
import { machine } from '../kernel/actor.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Queues } from '../platform/jobs/queues.js';

const queue = 'end-views';

/** Each night, soon after a day is over: destroys the keys of views whose last day it was, and of whatever else nobody may look at. */
@Injectable()
export class EndViewsJob implements OnModuleInit {
  constructor(
    private readonly queues: Queues,
    private readonly db: UnitOfWork,
  ) {}

  onModuleInit(): void {
    this.queues.handle(queue, () => this.end());
    this.queues.everyDay(queue, '5 0');
  }

  async end(): Promise<void> {
    await this.db.run(machine('worker'), (tx) => tx.query('SELECT end_views_over()'));
  }
}
