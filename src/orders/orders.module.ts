import { Module } from '@nestjs/common';
import { BreachStepsApiController } from './breach-steps.api.controller.js';
import { BreachStepsPagesController } from './breach-steps.pages.controller.js';
import { BreachesApiController } from './breaches.api.controller.js';
import { BreachesPagesController } from './breaches.pages.controller.js';
import { BreachesService } from './breaches.service.js';
import { OrderStepsApiController } from './order-steps.api.controller.js';
import { OrderStepsPagesController } from './order-steps.pages.controller.js';
import { OrdersApiController } from './orders.api.controller.js';
import { OrdersPagesController } from './orders.pages.controller.js';
import { OrdersService } from './orders.service.js';
import { TermsPagesController } from './terms.pages.controller.js';
import { TermsService } from './terms.service.js';

@Module({
  controllers: [
    OrdersPagesController,
    OrderStepsPagesController,
    TermsPagesController,
    BreachesPagesController,
    BreachStepsPagesController,
    OrdersApiController,
    OrderStepsApiController,
    BreachesApiController,
    BreachStepsApiController,
  ],
  providers: [OrdersService, TermsService, BreachesService],
  exports: [OrdersService, BreachesService],
})
export class OrdersModule {}
