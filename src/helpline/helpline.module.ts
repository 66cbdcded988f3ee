import { Module } from '@nestjs/common';
import { HelplineApiController } from './helpline.api.controller.js';
import { HelplinePagesController } from './helpline.pages.controller.js';
import { HelplineService } from './helpline.service.js';

@Module({
  controllers: [HelplinePagesController, HelplineApiController],
  providers: [HelplineService],
})
export class HelplineModule {}
