import { Module } from '@nestjs/common';
import { PeopleModule } from '../people/people.module.js';
import { DangersApiController } from './dangers.api.controller.js';
import { DangersPagesController } from './dangers.pages.controller.js';
import { DangersService } from './dangers.service.js';
import { LateDangersJob } from './late-dangers.job.js';
import { OnCallApiController } from './on-call.api.controller.js';
import { OnCallPagesController } from './on-call.pages.controller.js';
import { OnCallService } from './on-call.service.js';

@Module({
  imports: [PeopleModule],
  controllers: [DangersPagesController, DangersApiController, OnCallPagesController, OnCallApiController],
  providers: [DangersService, OnCallService, LateDangersJob],
})
export class DangerModule {}
