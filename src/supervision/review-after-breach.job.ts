import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Queues, type JobData } from '../platform/jobs/queues.js';
import { SupervisionService } from './supervision.service.js';

const queue = 'review-after-breach';

/** A breach changes the risk, whatever the last assessment said: its case is looked at by the next working day. */
@Injectable()
export class ReviewAfterBreachJob implements OnModuleInit {
  constructor(
    private readonly queues: Queues,
    private readonly supervision: SupervisionService,
  ) {}

  onModuleInit(): void {
    this.queues.handle(queue, (data) => this.work(data));
    this.queues.onEvent('breach.recorded', queue);
  }

  private async work({ eventId, recordId, caseId }: JobData): Promise<void> {
    if (typeof eventId !== 'number' || typeof recordId !== 'string' || typeof caseId !== 'string') {
      throw new Error('A breach is recorded in a case');
    }
    await this.supervision.bringForward({ eventId, recordId, caseId });
  }
}
