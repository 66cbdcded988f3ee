import { Module } from '@nestjs/common';
import { AnswersApiController } from './answers.api.controller.js';
import { AnswersPagesController } from './answers.pages.controller.js';
import { Answers } from './answers.service.js';
import { DealingsPagesController } from './dealings.pages.controller.js';
import { Dealings } from './dealings.service.js';
import { DisclosureLogApiController } from './disclosure-log.api.controller.js';
import { DisclosureLogPagesController } from './disclosure-log.pages.controller.js';
import { DisclosureLog } from './disclosure-log.service.js';
import { RequestsApiController } from './requests.api.controller.js';
import { RequestsPagesController } from './requests.pages.controller.js';
import { Requests } from './requests.service.js';

@Module({
  controllers: [
    RequestsPagesController,
    DealingsPagesController,
    AnswersPagesController,
    DisclosureLogPagesController,
    RequestsApiController,
    AnswersApiController,
    DisclosureLogApiController,
  ],
  providers: [Requests, Dealings, Answers, DisclosureLog],
})
export class FoiModule {}
