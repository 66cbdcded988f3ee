import { Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { emptyForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page } from '../platform/page/page.js';
import { considerations, counterOutcomes, pointsTo } from './counter-allegation.codes.js';
import { CounterDecisionForm } from './counter-allegation.dto.js';
import { counterAllegations } from './counter-allegation.policy.js';
import { counterDecisionView, counterView } from './counter-allegation.view.js';
import { CounterAllegationsService } from './counter-allegations.service.js';

@Controller('counter-allegations')
export class CounterAllegationsPagesController {
  constructor(private readonly counters: CounterAllegationsService) {}

  @Get()
  @Does(counterAllegations.view)
  async index(@CurrentActor() actor: Person, @Query('page') asked: unknown): Promise<Page> {
    const paged = await this.counters.list(actor, asked);
    const rows = paged.rows.map(counterView);
    return page('safeguards/pages/counter-allegations.njk', { paged: { ...paged, rows } });
  }

  @Get(':counterAllegationId')
  @Does(counterAllegations.view)
  async show(
    @CurrentActor() actor: Person,
    @Param('counterAllegationId', ParseUUIDPipe) id: string,
    form: RawForm = emptyForm,
  ): Promise<Page> {
    const { counter, decisions } = await this.counters.show(actor, id);
    const lists = { considerations, pointsTo, outcomes: counterOutcomes };
    const shown = { counter: counterView(counter), decisions: decisions.map(counterDecisionView) };
    return page('safeguards/pages/counter-allegation.njk', { form, ...shown, lists });
  }

  @Post(':counterAllegationId/decisions')
  @Does(counterAllegations.decide)
  decide(
    @CurrentActor() actor: Person,
    @Param('counterAllegationId', ParseUUIDPipe) id: string,
    @Form(CounterDecisionForm) form: FormOf<CounterDecisionForm>,
  ) {
    return submit(form, {
      act: async (decision) => {
        await this.counters.decide(actor, id, decision);
        return seeOther(`/counter-allegations/${id}`);
      },
      again: (raw) => this.show(actor, id, raw),
    });
  }
}
