import { Controller, Get, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { may } from '../kernel/policy.js';
import { Clock } from '../platform/clock.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { emptyForm, Form, submit, type FormOf } from '../platform/http/form.js';
import { page, seeOther, type Page } from '../platform/page/page.js';
import { staffingChoice, staffingView } from './contract-change.view.js';
import { ContractStaffing } from './contract-staffing.service.js';
import { posts } from './contract.codes.js';
import { StaffingEndForm, StaffingForm } from './contract.dto.js';
import { contracts } from './contract.policy.js';
import { contractRow } from './contract.view.js';
import { Contracts } from './contracts.service.js';

@Controller('contracts/:contractId/staffing')
export class ContractStaffingPagesController {
  constructor(
    private readonly contracts: Contracts,
    private readonly staffing: ContractStaffing,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Does(contracts.view)
  async show(
    @CurrentActor() actor: Person,
    @Param('contractId', ParseUUIDPipe) contractId: string,
    form = emptyForm,
  ): Promise<Page> {
    const { contract, staffing } = await this.contracts.show(actor, contractId);
    const today = this.clock.today();
    const shown = staffing.map((each) => staffingView(each, today));
    const changes = may(actor, contracts.staff, contract);
    const endable = changes ? shown.filter(({ ends }) => ends).map(staffingChoice) : [];
    const lists = { posts, endable };
    const view = { contract: contractRow(contract, today), staffing: shown, changes, form };
    return page('people/pages/contract-staffing.njk', { ...view, ...lists });
  }

  @Post()
  @Does(contracts.staff)
  create(
    @CurrentActor() actor: Person,
    @Param('contractId', ParseUUIDPipe) contractId: string,
    @Form(StaffingForm) form: FormOf<StaffingForm>,
  ) {
    return submit(form, {
      act: async (staffing) => {
        await this.staffing.add(actor, contractId, staffing);
        return seeOther(`/contracts/${contractId}/staffing`);
      },
      again: (raw) => this.show(actor, contractId, raw),
    });
  }

  @Post('endings')
  @Does(contracts.staff)
  end(
    @CurrentActor() actor: Person,
    @Param('contractId', ParseUUIDPipe) contractId: string,
    @Form(StaffingEndForm) form: FormOf<StaffingEndForm>,
  ) {
    return submit(form, {
      act: async (ending) => {
        await this.staffing.end(actor, contractId, ending);
        return seeOther(`/contracts/${contractId}/staffing`);
      },
      again: (raw) => this.show(actor, contractId, raw),
    });
  }
}
