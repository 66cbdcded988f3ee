import { Module } from '@nestjs/common';
import { AgenciesApiController } from './agencies.api.controller.js';
import { AgenciesPagesController } from './agencies.pages.controller.js';
import { AgenciesService } from './agencies.service.js';
import { OverridesApiController } from './overrides.api.controller.js';
import { OverridesPagesController } from './overrides.pages.controller.js';
import { OverridesService } from './overrides.service.js';
import { SharesApiController } from './shares.api.controller.js';
import { SharesPagesController } from './shares.pages.controller.js';
import { SharesService } from './shares.service.js';

@Module({
  controllers: [
    SharesPagesController,
    OverridesPagesController,
    AgenciesPagesController,
    SharesApiController,
    OverridesApiController,
    AgenciesApiController,
  ],
  providers: [SharesService, OverridesService, AgenciesService],
})
export class SharingModule {}
