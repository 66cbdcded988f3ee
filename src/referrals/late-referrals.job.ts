import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Queues } from '../platform/jobs/queues.js';
import { EscalationService } from './escalation.service.js';

const queue = 'late-referrals';

/** Every quarter of an hour, day and night: whoever waits to be called does not wait for office hours. */
@Injectable()
export class LateReferralsJob implements OnModuleInit {
  constructor(
    private readonly queues: Queues,
    private readonly escalation: EscalationService,
  ) {}

  onModuleInit(): void {
    this.queues.handle(queue, async () => {
      await this.escalation.escalate();
    });
    this.queues.everyDay(queue, '*/15 *');
  }
}
