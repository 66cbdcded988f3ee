import { Controller, Get, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { inWords } from '../kernel/plain-date.js';
import { inDigits } from '../parties/worded.view.js';
import { Clock } from '../platform/clock.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { filledForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page } from '../platform/page/page.js';
import { closureReasons } from './case.codes.js';
import { ClosureForm } from './case.dto.js';
import { cases } from './case.policy.js';
import { CasesService } from './cases.service.js';

@Controller('cases/:caseId/closure')
export class ClosurePagesController {
  constructor(
    private readonly cases: CasesService,
    private readonly clock: Clock,
  ) {}

  @Get('new')
  @Does(cases.close)
  async new(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    again?: RawForm,
  ): Promise<Page> {
    const { kase } = await this.cases.open(actor, caseId, cases.close);
    const form = again ?? filledForm({ closedOn: inDigits(this.clock.today()) });
    const { reference, version, openedOn } = kase;
    return page('cases/pages/closure.njk', {
      form,
      caseId,
      reference,
      version,
      opened: inWords(openedOn),
      reasons: closureReasons,
    });
  }

  @Post()
  @Does(cases.close)
  create(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Form(ClosureForm) form: FormOf<ClosureForm>,
  ) {
    return submit(form, {
      act: async (closure) => {
        await this.cases.close(actor, caseId, closure);
        return seeOther(`/cases/${caseId}`);
      },
      again: (raw) => this.new(actor, caseId, raw),
    });
  }
}
