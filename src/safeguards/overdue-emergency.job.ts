import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Queues } from '../platform/jobs/queues.js';
import { EmergenciesService } from './emergencies.service.js';

const queue = 'overdue-emergencies';

/** Each morning, before anybody is at work, what nobody judged in time goes to every supervisor and to the administrators. */
@Injectable()
export class OverdueEmergencyJob implements OnModuleInit {
  constructor(
    private readonly queues: Queues,
    private readonly emergencies: EmergenciesService,
  ) {}

  onModuleInit(): void {
    this.queues.handle(queue, async () => {
      await this.emergencies.escalate();
    });
    this.queues.everyDay(queue, '0 6');
  }
}
