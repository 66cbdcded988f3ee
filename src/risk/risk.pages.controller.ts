import { Controller, Get, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { filledForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page } from '../platform/page/page.js';
import { asSubmission, formPage, valuesOf } from './assessment-form.view.js';
import { ChangeAssessment } from './assessment.dto.js';
import { assessmentPage } from './assessment.view.js';
import { assessments, risk } from './risk.policy.js';
import { RiskService, type AssessmentFacts } from './risk.service.js';

@Controller('assessments/:assessmentId')
export class RiskPagesController {
  constructor(private readonly service: RiskService) {}

  @Get()
  @Does(risk.view)
  async show(@CurrentActor() actor: Person, @Param('assessmentId', ParseUUIDPipe) id: string) {
    return page('risk/pages/assessment.njk', assessmentPage(await this.service.show(actor, id), actor));
  }

  @Get('edit')
  @Does(assessments.change)
  async edit(@CurrentActor() actor: Person, @Param('assessmentId', ParseUUIDPipe) id: string) {
    const facts = await this.service.draft(actor, id);
    return facts.assessment.state === 'draft'
      ? editPage(facts, filledForm(valuesOf(facts)))
      : seeOther(`/assessments/${id}`);
  }

  @Post()
  @Does(assessments.change)
  update(
    @CurrentActor() actor: Person,
    @Param('assessmentId', ParseUUIDPipe) id: string,
    @Form(ChangeAssessment) form: FormOf<ChangeAssessment>,
  ) {
    return submit(form, {
      act: async (given) => {
        await this.service.change(actor, id, given);
        return seeOther(`/assessments/${id}`);
      },
      again: async (raw) => editPage(await this.service.draft(actor, id), raw),
      stored: () => this.stored(actor, id),
    });
  }

  @Post('submission')
  @Does(assessments.change)
  async updateAndSubmit(
    @CurrentActor() actor: Person,
    @Param('assessmentId', ParseUUIDPipe) id: string,
    @Form(ChangeAssessment) form: FormOf<ChangeAssessment>,
  ) {
    const facts = await this.service.draft(actor, id);
    return submit(asSubmission(form, facts.instrument), {
      act: async (given) => {
        await this.service.changeAndSubmit(actor, id, given);
        return seeOther(`/assessments/${id}`);
      },
      again: (raw) => editPage(facts, raw),
      stored: () => this.stored(actor, id),
    });
  }

  private async stored(actor: Person, id: string): Promise<RawForm> {
    return filledForm(valuesOf(await this.service.draft(actor, id)));
  }
}

function editPage(facts: AssessmentFacts, form: RawForm): Page {
  const { assessment, kase, instrument } = facts;
  const own = `/assessments/${assessment.id}`;
  const place = { kase, instrument, action: own, cancel: own, returned: facts.returnedBecause };
  return page('risk/pages/assessment-form.njk', formPage(place, form));
}
