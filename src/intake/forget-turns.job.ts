import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Queues } from '../platform/jobs/queues.js';
import { Turns } from './turns.js';

const queue = 'forget-receipts';

/** Each night, forgets receipts that are six weeks old, and hours that are over. */
@Injectable()
export class ForgetTurnsJob implements OnModuleInit {
  constructor(
    private readonly queues: Queues,
    private readonly turns: Turns,
  ) {}

  onModuleInit(): void {
    this.queues.handle(queue, () => this.turns.forget());
    this.queues.everyDay(queue, '55 3');
  }
}
