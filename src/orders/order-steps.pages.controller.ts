import { Body, Controller, Get, Post } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { Clock } from '../platform/clock.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { emptyForm, submit, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page } from '../platform/page/page.js';
import { stepForm } from './order-forms.view.js';
import { orders } from './order.policy.js';
import { OrdersService } from './orders.service.js';
import { stepRequests } from './step-requests.js';
import { StepNamed, type WhichStep } from './which.js';

@Controller('cases/:caseId/orders/:orderId/steps')
export class OrderStepsPagesController {
  constructor(
    private readonly service: OrdersService,
    private readonly clock: Clock,
  ) {}

  @Get('new')
  @Does(orders.step)
  new(@CurrentActor() actor: Person, @StepNamed() which: WhichStep): Promise<Page> {
    return this.form(actor, which, emptyForm);
  }

  @Post()
  @Does(orders.step)
  create(
    @CurrentActor() actor: Person,
    @StepNamed() which: WhichStep,
    @Body() body: Record<string, unknown>,
  ) {
    return submit(stepRequests[which.act].fromForm(body), {
      act: async (asked) => {
        await this.service.step(actor, which, asked);
        return seeOther(`/cases/${which.caseId}/orders/${which.orderId}`);
      },
      again: (form) => this.form(actor, which, form),
    });
  }

  private async form(actor: Person, which: WhichStep, form: RawForm): Promise<Page> {
    const whole = await this.service.show(actor, which, orders.step);
    return page('orders/pages/step.njk', { ...stepForm(whole, which.act, this.clock.today()), form });
  }
}
