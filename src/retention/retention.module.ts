import { Module } from '@nestjs/common';
import { ErasuresApiController } from './erasures.api.controller.js';
import { ErasuresPagesController } from './erasures.pages.controller.js';
import { ErasuresService } from './erasures.service.js';

@Module({
  controllers: [ErasuresPagesController, ErasuresApiController],
  providers: [ErasuresService],
})
export class RetentionModule {}
