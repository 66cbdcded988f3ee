import { Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { hasRole } from '../kernel/policy.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { emptyForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page, type Redirect } from '../platform/page/page.js';
import { onCall } from './danger.policy.js';
import { TurnForm } from './on-call.dto.js';
import { OnCallService } from './on-call.service.js';

@Controller('on-call')
export class OnCallPagesController {
  constructor(private readonly onCall: OnCallService) {}

  @Get()
  @Does(onCall.view)
  async list(
    @CurrentActor() actor: Person,
    @Query('page') asked: unknown,
    form: RawForm = emptyForm,
  ): Promise<Page> {
    const { paged, supervisors, now } = await this.onCall.list(actor, asked);
    const rows = paged.rows.map((turn) => ({ ...turn, now: turn.fromAt <= now }));
    const shown = { paged: { ...paged, rows }, supervisors, mayKeep: hasRole(actor, onCall.keep) };
    return page('safeguards/pages/on-call.njk', { form, ...shown });
  }

  @Post()
  @Does(onCall.keep)
  add(@CurrentActor() actor: Person, @Form(TurnForm) form: FormOf<TurnForm>) {
    return submit(form, {
      act: async (turn) => {
        await this.onCall.add(actor, turn);
        return seeOther('/on-call');
      },
      again: (raw) => this.list(actor, undefined, raw),
    });
  }

  @Post(':turnId/cancellation')
  @Does(onCall.keep)
  async cancel(@CurrentActor() actor: Person, @Param('turnId', ParseUUIDPipe) id: string): Promise<Redirect> {
    await this.onCall.cancel(actor, id);
    return seeOther('/on-call');
  }
}
