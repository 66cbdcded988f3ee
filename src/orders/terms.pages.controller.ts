import { Controller, Get, Post } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { NotFound } from '../kernel/errors.js';
import { Clock } from '../platform/clock.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { filledForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page } from '../platform/page/page.js';
import { termForm, varyTermForm } from './order-forms.view.js';
import { orders } from './order.policy.js';
import { OrdersService, type WhichOrder } from './orders.service.js';
import { TermForm, VaryTermForm } from './term.dto.js';
import { termGiven, termVaried } from './term-requests.js';
import { TermsService } from './terms.service.js';
import { OrderNamed, TermNamed, type WhichTerm } from './which.js';

@Controller('cases/:caseId/orders/:orderId/terms')
export class TermsPagesController {
  constructor(
    private readonly orders: OrdersService,
    private readonly terms: TermsService,
    private readonly clock: Clock,
  ) {}

  @Get('new')
  @Does(orders.changeTerms)
  async new(@CurrentActor() actor: Person, @OrderNamed() which: WhichOrder, again?: RawForm): Promise<Page> {
    const whole = await this.orders.show(actor, which, orders.changeTerms);
    const model = termForm(whole, this.clock.today());
    return page('orders/pages/term.njk', { ...model, form: again ?? filledForm({ fromOn: model.onlyDay }) });
  }

  @Post()
  @Does(orders.changeTerms)
  create(
    @CurrentActor() actor: Person,
    @OrderNamed() which: WhichOrder,
    @Form(TermForm) form: FormOf<TermForm>,
  ) {
    return submit(form, {
      act: async (given) => {
        await this.terms.add(actor, which, termGiven(given));
        return seeOther(`/cases/${which.caseId}/orders/${which.orderId}`);
      },
      again: (raw) => this.new(actor, which, raw),
    });
  }

  @Get(':number/edit')
  @Does(orders.changeTerms)
  async edit(@CurrentActor() actor: Person, @TermNamed() which: WhichTerm, again?: RawForm): Promise<Page> {
    const whole = await this.orders.show(actor, which, orders.changeTerms);
    const latest = whole.terms.findLast(({ number }) => number === which.number);
    if (!latest) throw new NotFound();
    const model = varyTermForm(whole, latest, this.clock.today());
    const form = again ?? filledForm({ wording: latest.wording, fromOn: model.onlyDay });
    return page('orders/pages/term-edit.njk', { ...model, form });
  }

  @Post(':number')
  @Does(orders.changeTerms)
  update(
    @CurrentActor() actor: Person,
    @TermNamed() which: WhichTerm,
    @Form(VaryTermForm) form: FormOf<VaryTermForm>,
  ) {
    return submit(form, {
      act: async (given) => {
        await this.terms.vary(actor, which, termVaried(which.number, given));
        return seeOther(`/cases/${which.caseId}/orders/${which.orderId}`);
      },
      again: (raw) => this.edit(actor, which, raw),
      stored: async () => {
        const { terms } = await this.orders.show(actor, which, orders.changeTerms);
        return filledForm({ wording: terms.findLast(({ number }) => number === which.number)?.wording });
      },
    });
  }
}
