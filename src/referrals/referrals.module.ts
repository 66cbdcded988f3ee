import { Module } from '@nestjs/common';
import { PeopleModule } from '../people/people.module.js';
import { EscalationService } from './escalation.service.js';
import { EscalationsPagesController } from './escalations.pages.controller.js';
import { HandlingService } from './handling.service.js';
import { LateReferralsJob } from './late-referrals.job.js';
import { ReferralsApiController } from './referrals.api.controller.js';
import { ReferralsPagesController } from './referrals.pages.controller.js';
import { ReferralsService } from './referrals.service.js';
import { SentReferralsApiController } from './sent-referrals.api.controller.js';
import { TriageApiController } from './triage.api.controller.js';
import { TriagePagesController } from './triage.pages.controller.js';
import { TriageService } from './triage.service.js';

@Module({
  imports: [PeopleModule],
  controllers: [
    ReferralsPagesController,
    TriagePagesController,
    EscalationsPagesController,
    ReferralsApiController,
    TriageApiController,
    SentReferralsApiController,
  ],
  providers: [ReferralsService, TriageService, HandlingService, EscalationService, LateReferralsJob],
  exports: [ReferralsService, EscalationService],
})
export class ReferralsModule {}
