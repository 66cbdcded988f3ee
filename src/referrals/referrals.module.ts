import { Module } from '@nestjs/common';
import { PeopleModule } from '../people/people.module.js';
import { ReferralsApiController } from './referrals.api.controller.js';
import { ReferralsPagesController } from './referrals.pages.controller.js';
import { ReferralsService } from './referrals.service.js';
import { SentReferralsApiController } from './sent-referrals.api.controller.js';
import { TriageService } from './triage.service.js';

@Module({
  imports: [PeopleModule],
  controllers: [ReferralsPagesController, ReferralsApiController, SentReferralsApiController],
  providers: [ReferralsService, TriageService],
  exports: [ReferralsService],
})
export class ReferralsModule {}
