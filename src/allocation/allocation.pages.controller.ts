import { Controller, Get, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { cases } from '../cases/case.policy.js';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { emptyForm, filledForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page } from '../platform/page/page.js';
import { abilities } from './ability.codes.js';
import { overrideReasons } from './allocation.codes.js';
import { AllocationForm, NeedsForm } from './allocation.dto.js';
import { AllocationService } from './allocation.service.js';
import { allocationPage } from './worker.view.js';
import { needs } from './worker.policy.js';

@Controller('cases/:caseId')
export class AllocationPagesController {
  constructor(private readonly allocation: AllocationService) {}

  @Get('allocation/new')
  @Does(cases.allocate)
  async new(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    form: RawForm = emptyForm,
  ): Promise<Page> {
    const shown = allocationPage(await this.allocation.open(actor, caseId));
    return page('allocation/pages/allocation.njk', { form, caseId, overrideReasons, ...shown });
  }

  @Post('allocation')
  @Does(cases.allocate)
  create(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Form(AllocationForm) form: FormOf<AllocationForm>,
  ) {
    return submit(form, {
      act: async (allocation) => {
        await this.allocation.allocate(actor, caseId, allocation);
        return seeOther(`/cases/${caseId}`);
      },
      again: (raw) => this.new(actor, caseId, raw),
    });
  }

  @Get('needs')
  @Does(needs.set)
  async needs(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    form?: RawForm,
  ): Promise<Page> {
    const { kase, needs: set } = await this.allocation.needs(actor, caseId);
    const { reference } = kase;
    const shown = form ?? filledForm({ abilities: set });
    return page('allocation/pages/needs.njk', { form: shown, caseId, reference, abilities });
  }

  @Post('needs')
  @Does(needs.set)
  setNeeds(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Form(NeedsForm) form: FormOf<NeedsForm>,
  ) {
    return submit(form, {
      act: async (given) => {
        await this.allocation.setNeeds(actor, caseId, given);
        return seeOther(`/cases/${caseId}#about`);
      },
      again: (raw) => this.needs(actor, caseId, raw),
    });
  }
}
