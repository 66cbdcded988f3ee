import { Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { Clock } from '../platform/clock.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { download } from '../platform/http/download.js';
import {
  buttonAlone,
  emptyForm,
  filledForm,
  Form,
  submit,
  type FormOf,
  type RawForm,
} from '../platform/http/form.js';
import { ToldOnce } from '../platform/http/once.interceptor.js';
import { page, seeOther, type Page } from '../platform/page/page.js';
import { outgoingRecordView, outgoingView } from '../sending/outgoing.view.js';
import { addresses } from './address.policy.js';
import { cases } from './case.policy.js';
import { NewOutgoing } from './new-outgoing.js';
import { OutgoingForm } from './outgoing.dto.js';
import { OutgoingService } from './outgoing.service.js';

@Controller('cases/:caseId/outgoing')
export class OutgoingPagesController {
  constructor(
    private readonly outgoing: OutgoingService,
    private readonly beginning: NewOutgoing,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Does(cases.view)
  async list(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Query('page') asked: unknown,
  ): Promise<Page> {
    const { kase, outgoing } = await this.outgoing.list(actor, caseId, asked);
    const paged = { ...outgoing, rows: outgoing.rows.map(outgoingView) };
    return page('cases/pages/outgoing-list.njk', { caseId, reference: kase.reference, paged });
  }

  @Get('new')
  @Does(cases.send)
  async new(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Query('method') methodId: unknown,
  ): Promise<Page> {
    return this.form(actor, caseId, filledForm({ methodId }));
  }

  @Post()
  @Does(cases.send)
  create(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Form(OutgoingForm) form: FormOf<OutgoingForm>,
  ) {
    return submit(form, {
      act: async (outgoing) => {
        const id = await this.outgoing.prepare(actor, caseId, outgoing);
        return seeOther(`/cases/${caseId}/outgoing/${id}`);
      },
      again: (raw) => this.form(actor, caseId, raw),
    });
  }

  @Get(':outgoingId')
  @Does(cases.view)
  async show(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('outgoingId', ParseUUIDPipe) outgoingId: string,
    form: RawForm = emptyForm,
  ): Promise<Page> {
    const { kase, row, opened } = await this.outgoing.show(actor, { caseId, outgoingId });
    const outgoing = outgoingRecordView(row, opened, this.clock.now());
    return page('cases/pages/outgoing.njk', { form, caseId, reference: kase.reference, outgoing });
  }

  /** Answers with the letter and where it goes: that stands in this answer and nowhere else. */
  @Post(':outgoingId/openings')
  @ToldOnce()
  @Does(addresses.open)
  openLetter(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('outgoingId', ParseUUIDPipe) outgoingId: string,
  ) {
    return submit(buttonAlone, {
      act: async () => {
        const { kase, row, opened } = await this.outgoing.openLetter(actor, { caseId, outgoingId });
        const outgoing = outgoingRecordView(row, opened, this.clock.now());
        return page('cases/pages/outgoing.njk', { caseId, reference: kase.reference, outgoing });
      },
      again: (raw) => this.show(actor, caseId, outgoingId, raw),
    });
  }

  @Get(':outgoingId/calendar')
  @Does(cases.send)
  async calendar(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('outgoingId', ParseUUIDPipe) outgoingId: string,
  ) {
    return download(await this.outgoing.calendar(actor, { caseId, outgoingId }), 'appointment', 'ics');
  }

  @Post(':outgoingId/cancellation')
  @Does(cases.send)
  cancel(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('outgoingId', ParseUUIDPipe) outgoingId: string,
  ) {
    return submit(buttonAlone, {
      act: async () => {
        await this.outgoing.cancel(actor, { caseId, outgoingId });
        return seeOther(`/cases/${caseId}/outgoing/${outgoingId}`);
      },
      again: (raw) => this.show(actor, caseId, outgoingId, raw),
    });
  }

  private async form(actor: Person, caseId: string, form: RawForm): Promise<Page> {
    return page('cases/pages/outgoing-new.njk', {
      form,
      caseId,
      ...(await this.beginning.of(actor, caseId, form)),
    });
  }
}
