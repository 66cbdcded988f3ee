import { Module } from '@nestjs/common';
import { EmergenciesApiController } from './emergencies.api.controller.js';
import { EmergenciesPagesController } from './emergencies.pages.controller.js';
import { EmergenciesService } from './emergencies.service.js';
import { OverdueEmergencyJob } from './overdue-emergency.job.js';

@Module({
  controllers: [EmergenciesPagesController, EmergenciesApiController],
  providers: [EmergenciesService, OverdueEmergencyJob],
})
export class SafeguardsModule {}
