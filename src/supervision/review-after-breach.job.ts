import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Queues, type JobData } from '../platform/jobs/queues.js';
import { SupervisionService } from './supervision.service.js';

const queue = 'review-after-breach';

/** A breach, or a danger that is over, changes the risk, whatever the last assessment said: the case is looked at by the next working day. */
@Injectable()
export class ReviewAfterBreachJob implements OnModuleInit {
  constructor(
    private readonly queues: Queues,
    private readonly supervision: SupervisionService,
  ) {}

  onModuleInit(): void {
    this.queues.handle(queue, (data) => this.work(data));
    for (const did of ['breach.recorded', 'danger.ended']) this.queues.onEvent(did, queue);
  }

  private async work({ eventId, recordId, caseId }: JobData): Promise<void> {
    if (typeof eventId !== 'number' || typeof recordId !== 'string' || typeof caseId !== 'string') {
      throw new Error('What changes the risk happens in a case');
    }
    await this.supervision.bringForward({ eventId, recordId, caseId });
  }
}
