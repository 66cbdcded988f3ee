import { Module } from '@nestjs/common';
import { PeopleModule } from '../people/people.module.js';
import { BatchChecksService } from './batch-checks.service.js';
import { BatchRecordingJob } from './batch-recording.job.js';
import { BatchRecordingService } from './batch-recording.service.js';
import { BatchStepsPagesController } from './batch-steps.pages.controller.js';
import { BatchUndoingsApiController } from './batch-undoings.api.controller.js';
import { BatchUndoingsPagesController } from './batch-undoings.pages.controller.js';
import { BatchUndoingService } from './batch-undoing.service.js';
import { BatchesApiController } from './batches.api.controller.js';
import { BatchesPagesController } from './batches.pages.controller.js';
import { BatchesService } from './batches.service.js';

@Module({
  imports: [PeopleModule],
  controllers: [
    BatchesPagesController,
    BatchStepsPagesController,
    BatchesApiController,
    BatchUndoingsPagesController,
    BatchUndoingsApiController,
  ],
  providers: [
    BatchesService,
    BatchChecksService,
    BatchRecordingService,
    BatchUndoingService,
    BatchRecordingJob,
    BatchesPagesController,
  ],
})
export class BatchModule {}
