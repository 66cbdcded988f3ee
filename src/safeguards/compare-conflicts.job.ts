import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Queues } from '../platform/jobs/queues.js';
import { ConflictsAgain } from './conflicts-again.service.js';

const queue = 'compare-conflicts';

/** Each night, while nobody enters anybody, conflicts of interest that were missed are looked for. */
@Injectable()
export class CompareConflictsJob implements OnModuleInit {
  constructor(
    private readonly queues: Queues,
    private readonly conflicts: ConflictsAgain,
  ) {}

  onModuleInit(): void {
    this.queues.handle(queue, () => this.conflicts.find());
    this.queues.everyDay(queue, '30 2');
  }
}
