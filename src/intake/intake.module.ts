import { Module } from '@nestjs/common';
import { ReferralsModule } from '../referrals/referrals.module.js';
import { DeskApiController } from './desk.api.controller.js';
import { DeskPagesController } from './desk.pages.controller.js';
import { DeskService } from './desk.service.js';
import { ForgetTurnsJob } from './forget-turns.job.js';
import { FormsPagesController } from './forms.pages.controller.js';
import { IntakeService } from './intake.service.js';
import { Receipts } from './receipts.js';
import { Turns } from './turns.js';

@Module({
  imports: [ReferralsModule],
  controllers: [FormsPagesController, DeskPagesController, DeskApiController],
  providers: [IntakeService, DeskService, Turns, Receipts, ForgetTurnsJob],
})
export class IntakeModule {}
