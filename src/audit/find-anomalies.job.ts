import { Injectable, type OnModuleInit } from '@nestjs/common';
import { addDays } from '../kernel/plain-date.js';
import { Clock } from '../platform/clock.js';
import { Queues } from '../platform/jobs/queues.js';
import { Anomalies } from './anomalies.service.js';

const queue = 'find-anomalies';

/** Each morning looks through the log of the day before. */
@Injectable()
export class FindAnomaliesJob implements OnModuleInit {
  constructor(
    private readonly queues: Queues,
    private readonly anomalies: Anomalies,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.queues.handle(queue, () => this.anomalies.find(addDays(this.clock.today(), -1)));
    this.queues.everyDay(queue, '15 4');
  }
}
