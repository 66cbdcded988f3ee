import { Module } from '@nestjs/common';
import { PeopleModule } from '../people/people.module.js';
import { CompareConflictsJob } from './compare-conflicts.job.js';
import { ConflictsAgain } from './conflicts-again.service.js';
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
  imports: [PeopleModule],
  controllers: [
    EmergenciesPagesController,
    EmergenciesApiController,
    ExclusionsPagesController,
    OwnDetailsPagesController,
    SafeguardingPagesController,
    SafeguardingApiController,
  ],
  providers: [
    EmergenciesService,
    ExclusionsService,
    SealsService,
    OwnDetails,
    OverdueEmergencyJob,
    ConflictsAgain,
    CompareConflictsJob,
  ],
})
export class SafeguardsModule {}
