import { Body, Controller, Get, Post } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { Clock } from '../platform/clock.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { filledForm, submit, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page } from '../platform/page/page.js';
import { breachStepRequests } from './breach-requests.js';
import { breachStepForm, valuesKnown } from './breach.view.js';
import { BreachesService } from './breaches.service.js';
import { breaches, permissionOn } from './order.policy.js';
import { BreachStepNamed, type WhichBreachStep } from './which.js';

@Controller('cases/:caseId/orders/:orderId/breaches/:breachId/steps')
export class BreachStepsPagesController {
  constructor(
    private readonly service: BreachesService,
    private readonly clock: Clock,
  ) {}

  @Get('new')
  @Does(breaches.report)
  new(@CurrentActor() actor: Person, @BreachStepNamed() which: WhichBreachStep): Promise<Page> {
    return this.form(actor, which);
  }

  @Post()
  @Does(breaches.report)
  create(
    @CurrentActor() actor: Person,
    @BreachStepNamed() which: WhichBreachStep,
    @Body() body: Record<string, unknown>,
  ) {
    return submit(breachStepRequests[which.act].fromForm(body), {
      act: async ({ act, version }) => {
        await this.service.step(actor, { ...which, version }, act);
        return seeOther(`/cases/${which.caseId}/orders/${which.orderId}/breaches/${which.breachId}`);
      },
      again: (form) => this.form(actor, which, form),
    });
  }

  private async form(actor: Person, which: WhichBreachStep, again?: RawForm): Promise<Page> {
    const whole = await this.service.show(actor, which, permissionOn(which.act));
    const model = breachStepForm(whole, which.act, this.clock.today());
    const form = again ?? filledForm(valuesKnown(whole, which.act));
    return page('orders/pages/breach-step.njk', { ...model, form });
  }
}
