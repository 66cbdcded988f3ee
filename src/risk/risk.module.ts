import { Module } from '@nestjs/common';
import { NewAssessmentPagesController } from './new-assessment.pages.controller.js';
import { RiskApiController } from './risk.api.controller.js';
import { RiskPagesController } from './risk.pages.controller.js';
import { RiskService } from './risk.service.js';

@Module({
  controllers: [NewAssessmentPagesController, RiskPagesController, RiskApiController],
  providers: [RiskService],
  exports: [RiskService],
})
export class RiskModule {}
