import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Queues, type JobData } from '../platform/jobs/queues.js';
import { BatchRecordingService } from './batch-recording.service.js';

const queue = 'record-referral-batch';
const forgetting = 'forget-referral-sheets';
const goingOn = 'go-on-with-referral-sheets';

/**
 * Records a batch once somebody has begun it; goes on each hour with what a failed job left; and each night destroys the
 * sheets that nobody recorded within 28 days.
 */
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
    this.queues.handle(goingOn, () => this.goOn());
    this.queues.everyDay(goingOn, '45 *');
  }

  /** A job that failed as often as it may is never given again; another by the same event is. Two at once record no row twice. */
  async goOn(): Promise<void> {
    for (const eventId of await this.recording.leftRecording()) await this.queues.add(queue, { eventId });
  }
}
