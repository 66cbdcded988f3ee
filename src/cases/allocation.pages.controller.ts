import { Controller, Get, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { emptyForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page } from '../platform/page/page.js';
import { AllocationForm } from './case.dto.js';
import { cases } from './case.policy.js';
import { CasesService } from './cases.service.js';

@Controller('cases/:caseId/allocation')
export class AllocationPagesController {
  constructor(private readonly cases: CasesService) {}

  @Get('new')
  @Does(cases.allocate)
  async new(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    form: RawForm = emptyForm,
  ): Promise<Page> {
    const { kase, header, advocates } = await this.cases.open(actor, caseId, cases.allocate);
    const { reference, version, advocateId } = kase;
    const others = advocates.filter(({ code }) => code !== advocateId);
    return page('cases/pages/allocation.njk', {
      form,
      caseId,
      reference,
      version,
      now: header.advocateName,
      others,
    });
  }

  @Post()
  @Does(cases.allocate)
  create(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Form(AllocationForm) form: FormOf<AllocationForm>,
  ) {
    return submit(form, {
      act: async (allocation) => {
        await this.cases.allocate(actor, caseId, allocation);
        return seeOther(`/cases/${caseId}`);
      },
      again: (raw) => this.new(actor, caseId, raw),
    });
  }
}
