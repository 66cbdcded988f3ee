import { Module } from '@nestjs/common';
import { AnomaliesPagesController } from './anomalies.pages.controller.js';
import { Anomalies } from './anomalies.service.js';
import { FindAnomaliesJob } from './find-anomalies.job.js';
import { LogApiController } from './log.api.controller.js';
import { LogPagesController } from './log.pages.controller.js';
import { AuditLog } from './log.service.js';
import { SealingPagesController } from './sealing.pages.controller.js';
import { Sealing } from './sealing.service.js';
import { VerifyLogJob } from './verify-log.job.js';

@Module({
  controllers: [LogPagesController, SealingPagesController, AnomaliesPagesController, LogApiController],
  providers: [AuditLog, Sealing, Anomalies, VerifyLogJob, FindAnomaliesJob],
})
export class AuditModule {}
