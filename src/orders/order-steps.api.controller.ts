import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { Created } from '../cases/case.api.js';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import {
  EndForm,
  MakeFullForm,
  MakeInterimForm,
  NotifyForm,
  RefuseForm,
  ServeForm,
  VaryForm,
  WithdrawForm,
} from './order.dto.js';
import { orders } from './order.policy.js';
import { OrdersService, type WhichOrder } from './orders.service.js';
import { stepRequests } from './step-requests.js';
import { TermForm, VaryTermForm } from './term.dto.js';
import { termGiven, termVaried } from './term-requests.js';
import { TermsService } from './terms.service.js';
import { OrderNamed, TermNamed, type WhichTerm } from './which.js';

/** Each act on an order is a thing created under it: its interim order, its service, its ending. */
@ApiTags('Orders')
@ApiParam({ name: 'caseId', format: 'uuid' })
@ApiParam({ name: 'orderId', format: 'uuid' })
@Controller('api/v1/cases/:caseId/orders/:orderId')
export class OrderStepsApiController {
  constructor(
    private readonly service: OrdersService,
    private readonly terms: TermsService,
  ) {}

  @Post('interim')
  @Does(orders.step)
  @HttpCode(204)
  @ApiNoContentResponse()
  interim(
    @CurrentActor() actor: Person,
    @OrderNamed() which: WhichOrder,
    @Body() given: MakeInterimForm,
  ): Promise<void> {
    return this.service.step(actor, which, stepRequests.make_interim.fromBody(given));
  }

  @Post('full')
  @Does(orders.step)
  @HttpCode(204)
  @ApiNoContentResponse()
  full(
    @CurrentActor() actor: Person,
    @OrderNamed() which: WhichOrder,
    @Body() given: MakeFullForm,
  ): Promise<void> {
    return this.service.step(actor, which, stepRequests.make_full.fromBody(given));
  }

  @Post('refusal')
  @Does(orders.step)
  @HttpCode(204)
  @ApiNoContentResponse()
  refusal(
    @CurrentActor() actor: Person,
    @OrderNamed() which: WhichOrder,
    @Body() given: RefuseForm,
  ): Promise<void> {
    return this.service.step(actor, which, stepRequests.refuse.fromBody(given));
  }

  @Post('withdrawal')
  @Does(orders.step)
  @HttpCode(204)
  @ApiNoContentResponse()
  withdrawal(
    @CurrentActor() actor: Person,
    @OrderNamed() which: WhichOrder,
    @Body() given: WithdrawForm,
  ): Promise<void> {
    return this.service.step(actor, which, stepRequests.withdraw.fromBody(given));
  }

  @Post('service')
  @Does(orders.step)
  @HttpCode(204)
  @ApiNoContentResponse()
  serve(
    @CurrentActor() actor: Person,
    @OrderNamed() which: WhichOrder,
    @Body() given: ServeForm,
  ): Promise<void> {
    return this.service.step(actor, which, stepRequests.serve.fromBody(given));
  }

  @Post('notification')
  @Does(orders.step)
  @HttpCode(204)
  @ApiNoContentResponse()
  notification(
    @CurrentActor() actor: Person,
    @OrderNamed() which: WhichOrder,
    @Body() given: NotifyForm,
  ): Promise<void> {
    return this.service.step(actor, which, stepRequests.confirm_notification.fromBody(given));
  }

  @Post('variation')
  @Does(orders.step)
  @HttpCode(204)
  @ApiNoContentResponse()
  variation(
    @CurrentActor() actor: Person,
    @OrderNamed() which: WhichOrder,
    @Body() given: VaryForm,
  ): Promise<void> {
    return this.service.step(actor, which, stepRequests.vary.fromBody(given));
  }

  @Post('ending')
  @Does(orders.step)
  @HttpCode(204)
  @ApiNoContentResponse()
  ending(
    @CurrentActor() actor: Person,
    @OrderNamed() which: WhichOrder,
    @Body() given: EndForm,
  ): Promise<void> {
    return this.service.step(actor, which, stepRequests.end.fromBody(given));
  }

  /** Adds a condition, with the next number free. */
  @Post('terms')
  @Does(orders.changeTerms)
  @ApiCreatedResponse({ type: Created })
  async addTerm(
    @CurrentActor() actor: Person,
    @OrderNamed() which: WhichOrder,
    @Body() given: TermForm,
  ): Promise<Created> {
    return { id: await this.terms.add(actor, which, termGiven(given)) };
  }

  /** Rewords a condition, or takes it out, from a day the court varied the order. */
  @Post('terms/:number')
  @Does(orders.changeTerms)
  @HttpCode(204)
  @ApiParam({ name: 'number', type: 'integer' })
  @ApiNoContentResponse()
  async varyTerm(
    @CurrentActor() actor: Person,
    @TermNamed() which: WhichTerm,
    @Body() given: VaryTermForm,
  ): Promise<void> {
    await this.terms.vary(actor, which, termVaried(which.number, given));
  }
}
