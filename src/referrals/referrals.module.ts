import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/cases.module.js';
import { SendingModule } from '../sending/sending.module.js';
import { PeopleModule } from '../people/people.module.js';
import { ClocksApiController } from './clocks.api.controller.js';
import { ClocksService } from './clocks.service.js';
import { EscalationService } from './escalation.service.js';
import { EscalationsPagesController } from './escalations.pages.controller.js';
import { HandlingService } from './handling.service.js';
import { LateReferralsJob } from './late-referrals.job.js';
import { OpeningApiController } from './opening.api.controller.js';
import { OpeningPagesController } from './opening.pages.controller.js';
import { OpeningService } from './opening.service.js';
import { ReachingApiController } from './reaching.api.controller.js';
import { ReachingPagesController } from './reaching.pages.controller.js';
import { ReachingService } from './reaching.service.js';
import { ReferredMethodsApiController } from './referred-methods.api.controller.js';
import { ReferredMethodsPagesController } from './referred-methods.pages.controller.js';
import { ReferrerApiController } from './referrer.api.controller.js';
import { ReferrerPagesController } from './referrer.pages.controller.js';
import { ReferrerService } from './referrer.service.js';
import { ReferralsApiController } from './referrals.api.controller.js';
import { ReferralsPagesController } from './referrals.pages.controller.js';
import { ReferralsService } from './referrals.service.js';
import { SentReferralsApiController } from './sent-referrals.api.controller.js';
import { TriageApiController } from './triage.api.controller.js';
import { TriagePagesController } from './triage.pages.controller.js';
import { TriageService } from './triage.service.js';

@Module({
  imports: [PeopleModule, SendingModule, CasesModule],
  controllers: [
    ReferralsPagesController,
    TriagePagesController,
    EscalationsPagesController,
    OpeningPagesController,
    ReachingPagesController,
    ReachingApiController,
    ReferredMethodsPagesController,
    ReferredMethodsApiController,
    ReferrerPagesController,
    ReferrerApiController,
    OpeningApiController,
    ClocksApiController,
    ReferralsApiController,
    TriageApiController,
    SentReferralsApiController,
  ],
  providers: [
    ReferralsService,
    TriageService,
    HandlingService,
    ReachingService,
    ReferrerService,
    EscalationService,
    LateReferralsJob,
    ClocksService,
    OpeningService,
  ],
  exports: [ReferralsService, EscalationService],
})
export class ReferralsModule {}
