import { Module } from '@nestjs/common';
import { AgenciesApiController } from './agencies.api.controller.js';
import { AgenciesPagesController } from './agencies.pages.controller.js';
import { AgenciesService } from './agencies.service.js';
import { ConcernsApiController } from './concerns.api.controller.js';
import { ConcernsPagesController } from './concerns.pages.controller.js';
import { ConcernsService } from './concerns.service.js';
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
import { AgencyPagesController } from './agency.pages.controller.js';
import { CopiesApiController } from './copies.api.controller.js';
import { CopiesPagesController } from './copies.pages.controller.js';
import { CopiesService } from './copies.service.js';
import { EndViewsJob } from './end-views.job.js';
import { SharedCopyPagesController } from './shared-copy.pages.controller.js';
import { SharedCopyService } from './shared-copy.service.js';
import { ViewsApiController } from './views.api.controller.js';
import { ViewsPagesController } from './views.pages.controller.js';
import { ViewsService } from './views.service.js';

@Module({
  controllers: [
    SharesPagesController,
    CopiesPagesController,
    SharedCopyPagesController,
    ViewsPagesController,
    AgencyPagesController,
    OverridesPagesController,
    AgenciesPagesController,
    PanelReferralsPagesController,
    PanelReferralPagesController,
    ConcernsPagesController,
    SharesApiController,
    OverridesApiController,
    AgenciesApiController,
    PanelsApiController,
    CopiesApiController,
    ViewsApiController,
    ConcernsApiController,
  ],
  providers: [
    CopiesService,
    SharedCopyService,
    ViewsService,
    EndViewsJob,
    SharesService,
    OverridesService,
    AgenciesService,
    PanelReferralsService,
    PanelActionsService,
    ConcernsService,
  ],
})
export class SharingModule {}
