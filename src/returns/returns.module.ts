import { Module } from '@nestjs/common';
import { Freezing } from './freezing.service.js';
import { PrepareReturnJob } from './prepare-return.job.js';
import { ReturnsApiController } from './returns.api.controller.js';
import { ReturnsPagesController } from './returns.pages.controller.js';
import { Returns } from './returns.service.js';

@Module({
  controllers: [ReturnsPagesController, ReturnsApiController],
  providers: [Freezing, PrepareReturnJob, Returns],
  exports: [Freezing, Returns],
})
export class ReturnsModule {}
