import { Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { emptyForm, filledForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page } from '../platform/page/page.js';
import { OverridesService } from './overrides.service.js';
import { overrideBases } from '../parties/consent.codes.js';
import { overrideDecisions } from './share.codes.js';
import { OverrideForm, OverrideJudgementForm } from './share.dto.js';
import { shareOverrides } from './share.policy.js';
import { overrideView } from './share.view.js';

@Controller()
export class OverridesPagesController {
  constructor(private readonly overrides: OverridesService) {}

  @Get('cases/:caseId/share-overrides/new')
  @Does(shareOverrides.make)
  new(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Query('agencyId') agencyId: unknown,
  ): Promise<Page> {
    return this.form(actor, caseId, filledForm({ agencyId }));
  }

  @Post('cases/:caseId/share-overrides')
  @Does(shareOverrides.make)
  create(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Form(OverrideForm) form: FormOf<OverrideForm>,
  ) {
    return submit(form, {
      act: async (override) => {
        await this.overrides.make(actor, caseId, override);
        return seeOther(`/cases/${caseId}/shares/new?agencyId=${override.agencyId}`);
      },
      again: (raw) => this.form(actor, caseId, raw),
    });
  }

  @Get('share-overrides')
  @Does(shareOverrides.review)
  async list(@CurrentActor() actor: Person, @Query('page') asked: unknown): Promise<Page> {
    const paged = await this.overrides.toJudge(actor, asked);
    const rows = paged.rows.map((row) => overrideView(actor, row));
    return page('sharing/pages/overrides.njk', { paged: { ...paged, rows } });
  }

  @Get('share-overrides/:overrideId')
  @Does(shareOverrides.review)
  async show(
    @CurrentActor() actor: Person,
    @Param('overrideId', ParseUUIDPipe) id: string,
    form: RawForm = emptyForm,
  ): Promise<Page> {
    const override = overrideView(actor, await this.overrides.show(actor, id));
    return page('sharing/pages/override.njk', { form, override, decisions: overrideDecisions });
  }

  @Post('share-overrides/:overrideId/judgement')
  @Does(shareOverrides.judge)
  judge(
    @CurrentActor() actor: Person,
    @Param('overrideId', ParseUUIDPipe) id: string,
    @Form(OverrideJudgementForm) form: FormOf<OverrideJudgementForm>,
  ) {
    return submit(form, {
      act: async (judgement) => {
        await this.overrides.judge(actor, id, judgement);
        return seeOther('/share-overrides');
      },
      again: (raw) => this.show(actor, id, raw),
    });
  }

  private async form(actor: Person, caseId: string, form: RawForm): Promise<Page> {
    const { kase, agencies } = await this.overrides.choices(actor, caseId);
    const lists = { agencies, bases: overrideBases };
    return page('sharing/pages/override-new.njk', { form, caseId, reference: kase.reference, lists });
  }
}
