import { Module } from '@nestjs/common';
import { AgenciesApiController } from './agencies.api.controller.js';
import { AgenciesPagesController } from './agencies.pages.controller.js';
import { AgenciesService } from './agencies.service.js';
import { OverridesApiController } from './overrides.api.controller.js';
import { OverridesPagesController } from './overrides.pages.controller.js';
import { OverridesService } from './overrides.service.js';
import { PanelReferralPagesController } from './panel-referral.pages.controller.js';
import { PanelActionsService } from './panel-actions.service.js';
import { PanelReferralsPagesController } from './panel-referrals.pages.controller.js';
import { PanelReferralsService } from './panel-referrals.service.js';
import { PanelsApiController } from './panels.api.controller.js';
import { SharesApiController } from './shares.api.controller.js';
import { SharesPagesController } from './shares.pages.controller.js';
import { SharesService } from './shares.service.js';

@Module({
  controllers: [
    SharesPagesController,
    OverridesPagesController,
    AgenciesPagesController,
    PanelReferralsPagesController,
    PanelReferralPagesController,
    SharesApiController,
    OverridesApiController,
    AgenciesApiController,
    PanelsApiController,
  ],
  providers: [SharesService, OverridesService, AgenciesService, PanelReferralsService, PanelActionsService],
})
export class SharingModule {}
