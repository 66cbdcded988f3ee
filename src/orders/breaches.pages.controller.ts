import { Body, Controller, Get, Post } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { Clock } from '../platform/clock.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { emptyForm, submit, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page } from '../platform/page/page.js';
import { breachRequest } from './breach-requests.js';
import { breachForm, breachPage } from './breach.view.js';
import { BreachesService, type WhichBreach } from './breaches.service.js';
import { breaches } from './order.policy.js';
import { OrdersService, type WhichOrder } from './orders.service.js';
import { BreachNamed, OrderNamed } from './which.js';

@Controller('cases/:caseId/orders/:orderId/breaches')
export class BreachesPagesController {
  constructor(
    private readonly orders: OrdersService,
    private readonly breaches: BreachesService,
    private readonly clock: Clock,
  ) {}

  @Get('new')
  @Does(breaches.record)
  async new(
    @CurrentActor() actor: Person,
    @OrderNamed() which: WhichOrder,
    form: RawForm = emptyForm,
  ): Promise<Page> {
    const whole = await this.orders.show(actor, which, breaches.record);
    return page('orders/pages/breach-new.njk', { ...breachForm(whole, this.clock.today()), form });
  }

  @Post()
  @Does(breaches.record)
  create(
    @CurrentActor() actor: Person,
    @OrderNamed() which: WhichOrder,
    @Body() body: Record<string, unknown>,
  ) {
    return submit(breachRequest.fromForm(body), {
      act: async (given) => {
        const breachId = await this.breaches.record(actor, which, given);
        return seeOther(`/cases/${which.caseId}/orders/${which.orderId}/breaches/${breachId}`);
      },
      again: (form) => this.new(actor, which, form),
    });
  }

  @Get(':breachId')
  @Does(breaches.view)
  async show(@CurrentActor() actor: Person, @BreachNamed() which: WhichBreach): Promise<Page> {
    const whole = await this.breaches.show(actor, which, breaches.view);
    return page('orders/pages/breach.njk', breachPage(whole, { actor, today: this.clock.today() }));
  }
}
