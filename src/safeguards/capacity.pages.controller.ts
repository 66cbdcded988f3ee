import { Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { may } from '../kernel/policy.js';
import { Clock } from '../platform/clock.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { emptyForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page } from '../platform/page/page.js';
import { capacityFindings, capacityOutcomes, considered } from './capacity.codes.js';
import { CapacityFollowUpForm, CapacityForm } from './capacity.dto.js';
import { capacity } from './capacity.policy.js';
import { CapacityService } from './capacity.service.js';
import { capacityView } from './capacity.view.js';

@Controller('cases/:caseId/capacity-concerns')
export class CapacityPagesController {
  constructor(
    private readonly capacity: CapacityService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Does(capacity.view)
  async list(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Query('page') asked: unknown,
  ): Promise<Page> {
    const { kase, paged } = await this.capacity.list(actor, caseId, asked);
    const rows = paged.rows.map((row) => capacityView(row, this.clock.today()));
    const about = { caseId, reference: kase.reference, mayKeep: may(actor, capacity.keep, kase) };
    return page('safeguards/pages/capacity-list.njk', { ...about, paged: { ...paged, rows } });
  }

  @Get('new')
  @Does(capacity.keep)
  async new(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    form: RawForm = emptyForm,
  ): Promise<Page> {
    const { reference } = await this.capacity.about(actor, caseId);
    const lists = { considered, findings: capacityFindings };
    return page('safeguards/pages/capacity-new.njk', { form, caseId, reference, lists });
  }

  @Post()
  @Does(capacity.keep)
  create(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Form(CapacityForm) form: FormOf<CapacityForm>,
  ) {
    return submit(form, {
      act: async (concern) => {
        const id = await this.capacity.record(actor, caseId, concern);
        return seeOther(`/cases/${caseId}/capacity-concerns/${id}`);
      },
      again: (raw) => this.new(actor, caseId, raw),
    });
  }

  @Get(':capacityConcernId')
  @Does(capacity.view)
  async show(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('capacityConcernId', ParseUUIDPipe) capacityConcernId: string,
    form: RawForm = emptyForm,
  ): Promise<Page> {
    const { kase, concern } = await this.capacity.show(actor, { caseId, capacityConcernId });
    const about = { caseId, reference: kase.reference, mayKeep: may(actor, capacity.keep, kase) };
    const shown = capacityView(concern, this.clock.today());
    return page('safeguards/pages/capacity.njk', {
      form,
      ...about,
      concern: shown,
      outcomes: capacityOutcomes,
    });
  }

  @Post(':capacityConcernId/follow-up')
  @Does(capacity.keep)
  followUp(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('capacityConcernId', ParseUUIDPipe) capacityConcernId: string,
    @Form(CapacityFollowUpForm) form: FormOf<CapacityFollowUpForm>,
  ) {
    return submit(form, {
      act: async (said) => {
        await this.capacity.followUp(actor, { caseId, capacityConcernId }, said);
        return seeOther(`/cases/${caseId}/capacity-concerns/${capacityConcernId}`);
      },
      again: (raw) => this.show(actor, caseId, capacityConcernId, raw),
    });
  }
}
