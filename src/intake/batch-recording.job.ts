import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Queues, type JobData } from '../platform/jobs/queues.js';
import { BatchRecordingService } from './batch-recording.service.js';

const queue = 'record-referral-batch';
const forgetting = 'forget-referral-sheets';

/** Records a batch once somebody has begun it; and each night destroys the sheets that waited for a week. */
@Injectable()
export class BatchRecordingJob implements OnModuleInit {
  constructor(
    private readonly queues: Queues,
    private readonly recording: BatchRecordingService,
  ) {}

  onModuleInit(): void {
    this.queues.handle(queue, ({ eventId }: JobData, progress) => {
      if (typeof eventId !== 'number')
        throw new Error('A batch is recorded after the event of its beginning');
      return this.recording.record(eventId, progress);
    });
    this.queues.onEvent('referral_batch.begun', queue);
    this.queues.handle(forgetting, () => this.recording.forgetOld());
    this.queues.everyDay(forgetting, '15 3');
  }
}
