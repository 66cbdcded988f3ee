import { Module } from '@nestjs/common';
import { RiskModule } from '../risk/risk.module.js';
import { BlindSpotsApiController } from './blind-spots.api.controller.js';
import { BlindSpotsPagesController } from './blind-spots.pages.controller.js';
import { BlindSpots } from './blind-spots.service.js';
import { ReviewAfterBreachJob } from './review-after-breach.job.js';
import { SupervisionApiController } from './supervision.api.controller.js';
import { SupervisionPagesController } from './supervision.pages.controller.js';
import { SupervisionService } from './supervision.service.js';

@Module({
  imports: [RiskModule],
  controllers: [
    SupervisionPagesController,
    BlindSpotsPagesController,
    SupervisionApiController,
    BlindSpotsApiController,
  ],
  providers: [SupervisionService, BlindSpots, ReviewAfterBreachJob],
  exports: [BlindSpots],
})
export class SupervisionModule {}
