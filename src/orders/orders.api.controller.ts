import { Body, Controller, Get, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { Created } from '../cases/case.api.js';
import type { Person } from '../kernel/actor.js';
import { Clock } from '../platform/clock.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { OrderBody, orderBody, OrderLineBody, orderLineBody } from './order.body.js';
import { ApplyForm } from './order.dto.js';
import { orders } from './order.policy.js';
import { OrdersService, type WhichOrder } from './orders.service.js';
import { OrderNamed } from './which.js';

@ApiTags('Orders')
@Controller('api/v1/cases/:caseId/orders')
export class OrdersApiController {
  constructor(
    private readonly service: OrdersService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Does(orders.view)
  @ApiOkResponse({ type: [OrderLineBody] })
  async index(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
  ): Promise<OrderLineBody[]> {
    const held = await this.service.ofCase(actor, caseId);
    return held.map((order) => orderLineBody(order, this.clock.today()));
  }

  /** Records an application for a stalking protection order. */
  @Post()
  @Does(orders.apply)
  @ApiCreatedResponse({ type: Created })
  async create(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Body() { appliedOn }: ApplyForm,
  ): Promise<Created> {
    return { id: await this.service.apply(actor, caseId, appliedOn) };
  }

  @Get(':orderId')
  @Does(orders.view)
  @ApiParam({ name: 'caseId', format: 'uuid' })
  @ApiParam({ name: 'orderId', format: 'uuid' })
  @ApiOkResponse({ type: OrderBody })
  async show(@CurrentActor() actor: Person, @OrderNamed() which: WhichOrder): Promise<OrderBody> {
    return orderBody(await this.service.show(actor, which, orders.view), this.clock.today());
  }
}
