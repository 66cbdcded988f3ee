import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Queues } from '../platform/jobs/queues.js';
import { ConflictsAgain } from './conflicts-again.service.js';

const queue = 'compare-conflicts';

/** Conflicts of interest that were missed are looked for each night, and when work starts: also of whoever was recorded past the program. */
@Injectable()
export class CompareConflictsJob implements OnModuleInit {
  constructor(
    private readonly queues: Queues,
    private readonly conflicts: ConflictsAgain,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.queues.handle(queue, () => this.conflicts.find());
    this.queues.everyDay(queue, '30 2');
  }

  /** To be called once the queues have started. Whoever was compared already costs next to nothing. */
  begin(): Promise<void> {
    return this.queues.add(queue, {}, `at-start-${String(this.clock.now().getTime())}`);
  }
}
