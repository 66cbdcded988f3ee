import { Module } from '@nestjs/common';
import { CapacityApiController } from './capacity.api.controller.js';
import { CapacityPagesController } from './capacity.pages.controller.js';
import { CapacityService } from './capacity.service.js';

@Module({
  controllers: [CapacityPagesController, CapacityApiController],
  providers: [CapacityService],
})
export class CapacityModule {}
