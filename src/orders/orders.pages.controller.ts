import { Controller, Get, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { Clock } from '../platform/clock.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { emptyForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page } from '../platform/page/page.js';
import { ApplyForm } from './order.dto.js';
import { orders } from './order.policy.js';
import { orderPage } from './order.view.js';
import { OrdersService, type WhichOrder } from './orders.service.js';
import { OrderNamed } from './which.js';

@Controller('cases/:caseId/orders')
export class OrdersPagesController {
  constructor(
    private readonly service: OrdersService,
    private readonly clock: Clock,
  ) {}

  @Get('new')
  @Does(orders.apply)
  async new(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    form: RawForm = emptyForm,
  ): Promise<Page> {
    const { reference } = await this.service.caseFor(actor, caseId);
    return page('orders/pages/new.njk', { form, caseId, reference });
  }

  @Post()
  @Does(orders.apply)
  create(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Form(ApplyForm) form: FormOf<ApplyForm>,
  ) {
    return submit(form, {
      act: async ({ appliedOn }) =>
        seeOther(`/cases/${caseId}/orders/${await this.service.apply(actor, caseId, appliedOn)}`),
      again: (raw) => this.new(actor, caseId, raw),
    });
  }

  @Get(':orderId')
  @Does(orders.view)
  async show(@CurrentActor() actor: Person, @OrderNamed() which: WhichOrder): Promise<Page> {
    const whole = await this.service.show(actor, which, orders.view);
    return page('orders/pages/order.njk', orderPage(whole, { actor, today: this.clock.today() }));
  }
}
