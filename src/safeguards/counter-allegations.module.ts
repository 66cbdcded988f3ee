import { Module } from '@nestjs/common';
import { CounterAllegationsApiController } from './counter-allegations.api.controller.js';
import { CounterAllegationsPagesController } from './counter-allegations.pages.controller.js';
import { CounterAllegationsService } from './counter-allegations.service.js';

@Module({
  controllers: [CounterAllegationsPagesController, CounterAllegationsApiController],
  providers: [CounterAllegationsService],
})
export class CounterAllegationsModule {}
