import { Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { emptyForm, filledForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page } from '../platform/page/page.js';
import { EmergenciesService } from './emergencies.service.js';
import { EmergencyForm, JudgementForm } from './emergency.dto.js';
import { emergencyHours } from './emergency.rules.js';
import { emergenciesPage, emergencyView } from './emergency.view.js';
import { emergencyDecisions, emergencyReasons } from './safeguard.codes.js';
import { emergencies } from './safeguard.policy.js';

@Controller('emergency-access')
export class EmergenciesPagesController {
  constructor(private readonly emergencies: EmergenciesService) {}

  @Get()
  @Does(emergencies.review)
  async index(@CurrentActor() actor: Person, @Query('page') asked?: unknown): Promise<Page> {
    return page(
      'safeguards/pages/emergencies.njk',
      emergenciesPage(actor, await this.emergencies.toReview(actor, asked)),
    );
  }

  @Get('new')
  @Does(emergencies.open)
  new(): Page {
    return this.form(filledForm({ hours: String(emergencyHours.usual) }));
  }

  @Post()
  @Does(emergencies.open)
  create(@CurrentActor() actor: Person, @Form(EmergencyForm) form: FormOf<EmergencyForm>) {
    return submit(form, {
      act: async (emergency) => seeOther(`/cases/${await this.emergencies.open(actor, emergency)}`),
      again: (raw) => this.form(raw),
    });
  }

  @Get(':emergencyId')
  @Does(emergencies.review)
  async show(
    @CurrentActor() actor: Person,
    @Param('emergencyId', ParseUUIDPipe) id: string,
    form: RawForm = emptyForm,
  ): Promise<Page> {
    const { emergency, today } = await this.emergencies.show(actor, id);
    const shown = emergencyView(actor, emergency, today);
    return page('safeguards/pages/emergency.njk', {
      form,
      emergency: shown,
      decisions: emergencyDecisions,
    });
  }

  @Post(':emergencyId/decision')
  @Does(emergencies.judge)
  judge(
    @CurrentActor() actor: Person,
    @Param('emergencyId', ParseUUIDPipe) id: string,
    @Form(JudgementForm) form: FormOf<JudgementForm>,
  ) {
    return submit(form, {
      act: async (judgement) => {
        await this.emergencies.judge(actor, id, judgement);
        return seeOther('/emergency-access');
      },
      again: (raw) => this.show(actor, id, raw),
    });
  }

  private form(form: RawForm): Page {
    return page('safeguards/pages/emergency-new.njk', { form, reasons: emergencyReasons });
  }
}
