import { Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { Clock } from '../platform/clock.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { emptyForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page } from '../platform/page/page.js';
import { complaintLists } from './complaint.codes.js';
import { ComplaintForm, ComplaintStepForm, StrikeForm } from './complaint.dto.js';
import { complaintView, stepChoice, stepView } from './complaint.view.js';
import { Complaints, type WhichComplaint } from './complaints.service.js';
import { contracts } from './contract.policy.js';
import { contractRow } from './contract.view.js';

const Contract = () => Param('contractId', ParseUUIDPipe);
const Complaint = () => Param('complaintId', ParseUUIDPipe);

@Controller('contracts/:contractId/complaints')
export class ComplaintsPagesController {
  constructor(
    private readonly complaints: Complaints,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Does(contracts.complaints)
  async list(
    @CurrentActor() actor: Person,
    @Contract() contractId: string,
    @Query('page') asked: unknown,
    form: RawForm = emptyForm,
  ): Promise<Page> {
    const { contract, paged } = await this.complaints.list(actor, contractId, asked);
    const today = this.clock.today();
    const shown = { ...paged, rows: paged.rows.map((row) => complaintView(row, contract, today)) };
    const about = { contract: contractRow(contract, today), lists: complaintLists };
    return page('people/pages/complaints.njk', { ...about, paged: shown, form });
  }

  @Post()
  @Does(contracts.complaints)
  create(
    @CurrentActor() actor: Person,
    @Contract() contractId: string,
    @Form(ComplaintForm) form: FormOf<ComplaintForm>,
  ) {
    return submit(form, {
      act: async (complaint) => {
        const complaintId = await this.complaints.record(actor, contractId, complaint);
        return seeOther(`/contracts/${contractId}/complaints/${complaintId}`);
      },
      again: (raw) => this.list(actor, contractId, undefined, raw),
    });
  }

  @Get(':complaintId')
  @Does(contracts.complaints)
  show(
    @CurrentActor() actor: Person,
    @Contract() contractId: string,
    @Complaint() complaintId: string,
  ): Promise<Page> {
    return this.opened(actor, { contractId, complaintId }, emptyForm);
  }

  @Post(':complaintId/steps')
  @Does(contracts.complaints)
  take(
    @CurrentActor() actor: Person,
    @Contract() contractId: string,
    @Complaint() complaintId: string,
    @Form(ComplaintStepForm) form: FormOf<ComplaintStepForm>,
  ) {
    const which = { contractId, complaintId };
    return submit(form, {
      act: async (step) => {
        await this.complaints.take(actor, which, step);
        return seeOther(`/contracts/${contractId}/complaints/${complaintId}`);
      },
      again: (raw) => this.opened(actor, which, raw),
    });
  }

  @Post(':complaintId/corrections')
  @Does(contracts.complaints)
  strike(
    @CurrentActor() actor: Person,
    @Contract() contractId: string,
    @Complaint() complaintId: string,
    @Form(StrikeForm) form: FormOf<StrikeForm>,
  ) {
    const which = { contractId, complaintId };
    return submit(form, {
      act: async (wrong) => {
        await this.complaints.strike(actor, which, wrong);
        return seeOther(`/contracts/${contractId}/complaints/${complaintId}`);
      },
      again: (raw) => this.opened(actor, which, raw),
    });
  }

  private async opened(actor: Person, which: WhichComplaint, form: RawForm): Promise<Page> {
    const { contract, complaint, steps } = await this.complaints.show(actor, which);
    const today = this.clock.today();
    const shown = steps.map(stepView);
    const standing = shown.filter(({ struck }) => struck === null).map(stepChoice);
    const about = { contract: contractRow(contract, today), lists: complaintLists, standing };
    const view = { ...about, complaint: complaintView(complaint, contract, today), steps: shown, form };
    return page('people/pages/complaint.njk', view);
  }
}
