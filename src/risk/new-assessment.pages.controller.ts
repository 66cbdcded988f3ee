import { Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { isUUID } from 'class-validator';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { filledForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page } from '../platform/page/page.js';
import { asSubmission } from './assessment-form.view.js';
import { BeginAssessment, WhichInstrument } from './assessment.dto.js';
import { chooserPage, firstValues, instrumentFor, newFormPage } from './new-assessment.view.js';
import { risk } from './risk.policy.js';
import { RiskService, type Beginning } from './risk.service.js';

@Controller('cases/:caseId/assessments')
export class NewAssessmentPagesController {
  constructor(private readonly service: RiskService) {}

  @Get('new')
  @Does(risk.assess)
  async new(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Query() which: WhichInstrument,
  ) {
    const beginning = await this.service.beginning(actor, caseId, which.correcting);
    return formOrChooser(beginning, which.instrument);
  }

  @Post()
  @Does(risk.assess)
  create(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Form(BeginAssessment) form: FormOf<BeginAssessment>,
  ) {
    return submit(form, {
      act: async (given) => seeOther(`/assessments/${await this.service.begin(actor, caseId, given)}`),
      again: async (raw) => formAgain(await this.beginning(actor, caseId, raw), raw),
    });
  }

  @Post('submission')
  @Does(risk.assess)
  async createSubmitted(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Form(BeginAssessment) form: FormOf<BeginAssessment>,
  ) {
    const beginning = await this.beginning(actor, caseId, form.raw);
    const instrument = instrumentFor(beginning, String(form.raw.values['instrumentId']));
    return submit(instrument ? asSubmission(form, instrument) : form, {
      act: async (given) =>
        seeOther(`/assessments/${await this.service.beginAndSubmit(actor, caseId, given)}`),
      again: (raw) => formAgain(beginning, raw),
    });
  }

  private beginning(actor: Person, caseId: string, { values }: RawForm): Promise<Beginning> {
    const { correctsId } = values;
    return this.service.beginning(
      actor,
      caseId,
      typeof correctsId === 'string' && isUUID(correctsId) ? correctsId : undefined,
    );
  }
}

function formOrChooser(beginning: Beginning, asked?: string): Page {
  const instrument = instrumentFor(beginning, asked);
  if (!instrument) return page('risk/pages/choose-instrument.njk', chooserPage(beginning));
  return page(
    'risk/pages/assessment-form.njk',
    newFormPage(beginning, instrument, filledForm(firstValues(beginning, instrument))),
  );
}

function formAgain(beginning: Beginning, raw: RawForm): Page {
  const instrument = instrumentFor(beginning, String(raw.values['instrumentId']));
  if (!instrument) return page('risk/pages/choose-instrument.njk', { ...chooserPage(beginning), form: raw });
  return page('risk/pages/assessment-form.njk', newFormPage(beginning, instrument, raw));
}
