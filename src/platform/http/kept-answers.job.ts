import { Injectable, type OnModuleInit } from '@nestjs/common';
import { machine } from '../../kernel/actor.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Queues } from '../jobs/queues.js';

const queue = 'clear-kept-answers';

/** Clears answers a day old, each night: nobody sends the same change again after that. */
@Injectable()
export class KeptAnswersJob implements OnModuleInit {
  constructor(
    private readonly queues: Queues,
    private readonly db: UnitOfWork,
  ) {}

  onModuleInit(): void {
    this.queues.handle(queue, () => this.clear());
    this.queues.everyDay(queue, '40 3');
  }

  async clear(): Promise<void> {
    await this.db.run(machine('worker'), (tx) => tx.query('SELECT clear_kept_answers()'));
  }
}
