import { Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { safeties } from '../parties/contact.codes.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { emptyForm, filledForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page } from '../platform/page/page.js';
import { dangerDecisions, stepStandings } from './danger.codes.js';
import {
  AgreedForm,
  DangerEndingForm,
  DangerousCaseForm,
  LeadToldForm,
  PoliceToldForm,
  WhereaboutsForm,
} from './danger.dto.js';
import { dangers } from './danger.policy.js';
import { dangerRecord, dangerScreen } from './danger.view.js';
import { DangersService } from './dangers.service.js';

const lists = { standings: stepStandings, safeties, decisions: dangerDecisions };

/** Somebody is in danger now: one screen, each part of which is sent by itself. */
@Controller()
export class DangersPagesController {
  constructor(private readonly dangers: DangersService) {}

  @Get('dangers/new')
  @Does(dangers.list)
  which(form: RawForm = emptyForm): Page {
    return page('safeguards/pages/danger-where.njk', { form });
  }

  @Post('dangers')
  @Does(dangers.list)
  find(@CurrentActor() actor: Person, @Form(DangerousCaseForm) form: FormOf<DangerousCaseForm>) {
    return submit(form, {
      act: async ({ reference }) => seeOther(`/cases/${await this.dangers.find(actor, reference)}/danger`),
      again: (raw) => this.which(raw),
    });
  }

  @Get('cases/:caseId/danger')
  @Does(dangers.view)
  async screen(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Query('page') asked: unknown,
    form: RawForm = emptyForm,
  ): Promise<Page> {
    const shown = dangerScreen(actor, await this.dangers.screen(actor, caseId, asked));
    const usual = { toldId: shown.onCall ? shown.leads[0]?.code : undefined };
    const filled = { ...form, values: { ...filledForm(usual).values, ...form.values } };
    return page('safeguards/pages/danger.njk', { form: filled, ...shown, lists });
  }

  @Post('cases/:caseId/danger/police')
  @Does(dangers.step)
  police(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Form(PoliceToldForm) form: FormOf<PoliceToldForm>,
  ) {
    return this.send(actor, caseId, form, (told) => this.dangers.police(actor, caseId, told));
  }

  @Post('cases/:caseId/danger/lead')
  @Does(dangers.step)
  lead(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Form(LeadToldForm) form: FormOf<LeadToldForm>,
  ) {
    return this.send(actor, caseId, form, (told) => this.dangers.lead(actor, caseId, told));
  }

  @Post('cases/:caseId/danger/agreed')
  @Does(dangers.step)
  agreed(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Form(AgreedForm) form: FormOf<AgreedForm>,
  ) {
    return this.send(actor, caseId, form, (said) => this.dangers.agreed(actor, caseId, said));
  }

  @Post('cases/:caseId/danger/whereabouts')
  @Does(dangers.step)
  whereabouts(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Form(WhereaboutsForm) form: FormOf<WhereaboutsForm>,
  ) {
    return this.send(actor, caseId, form, (said) => this.dangers.whereabouts(actor, caseId, said));
  }

  @Post('cases/:caseId/danger/ending')
  @Does(dangers.end)
  end(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Form(DangerEndingForm) form: FormOf<DangerEndingForm>,
  ) {
    return this.send(actor, caseId, form, (ending) => this.dangers.end(actor, caseId, ending));
  }

  @Get('cases/:caseId/dangers/:dangerId')
  @Does(dangers.view)
  async show(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('dangerId', ParseUUIDPipe) dangerId: string,
  ): Promise<Page> {
    const { kase, danger, steps } = await this.dangers.show(actor, { caseId, dangerId });
    const record = dangerRecord(danger, steps);
    return page('safeguards/pages/danger-record.njk', { caseId, reference: kase.reference, danger: record });
  }

  private send<T>(
    ...[actor, caseId, form, act]: [Person, string, FormOf<T>, (value: T) => Promise<unknown>]
  ) {
    return submit(form, {
      act: async (value) => {
        await act(value);
        return seeOther(`/cases/${caseId}/danger`);
      },
      again: (raw) => this.screen(actor, caseId, undefined, raw),
    });
  }
}
