import { Module } from '@nestjs/common';
import { EmergenciesApiController } from './emergencies.api.controller.js';
import { EmergenciesPagesController } from './emergencies.pages.controller.js';
import { EmergenciesService } from './emergencies.service.js';
import { ExclusionsPagesController } from './exclusions.pages.controller.js';
import { ExclusionsService } from './exclusions.service.js';
import { OverdueEmergencyJob } from './overdue-emergency.job.js';
import { OwnDetailsPagesController } from './own-details.pages.controller.js';
import { OwnDetails } from './own-details.service.js';
import { SafeguardingApiController } from './safeguarding.api.controller.js';
import { SafeguardingPagesController } from './safeguarding.pages.controller.js';
import { SealsService } from './seals.service.js';

@Module({
  controllers: [
    EmergenciesPagesController,
    EmergenciesApiController,
    ExclusionsPagesController,
    OwnDetailsPagesController,
    SafeguardingPagesController,
    SafeguardingApiController,
  ],
  providers: [EmergenciesService, ExclusionsService, SealsService, OwnDetails, OverdueEmergencyJob],
})
export class SafeguardsModule {}
