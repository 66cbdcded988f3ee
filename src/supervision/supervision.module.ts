import { Module } from '@nestjs/common';
import { RiskModule } from '../risk/risk.module.js';
import { ReviewAfterBreachJob } from './review-after-breach.job.js';
import { SupervisionApiController } from './supervision.api.controller.js';
import { SupervisionPagesController } from './supervision.pages.controller.js';
import { SupervisionService } from './supervision.service.js';

@Module({
  imports: [RiskModule],
  controllers: [SupervisionPagesController, SupervisionApiController],
  providers: [SupervisionService, ReviewAfterBreachJob],
})
export class SupervisionModule {}
