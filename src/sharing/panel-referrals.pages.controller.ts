import { Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { Clock } from '../platform/clock.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { emptyForm, filledForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page } from '../platform/page/page.js';
import { panelCriteria, repeatAnswers } from './panel.codes.js';
import { OthersPanelReferralForm, PanelReferralForm } from './panel.dto.js';
import { panels } from './panel.policy.js';
import { earlierView, panelActs, panelReferralView } from './panel.view.js';
import { PanelReferralsService } from './panel-referrals.service.js';
import { shareableItems, waysOut } from './share.codes.js';

@Controller('cases/:caseId')
export class PanelReferralsPagesController {
  constructor(
    private readonly referrals: PanelReferralsService,
    private readonly clock: Clock,
  ) {}

  @Get('panel-referrals')
  @Does(panels.view)
  async list(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Query('page') asked: unknown,
  ): Promise<Page> {
    const { kase, paged } = await this.referrals.list(actor, caseId, asked);
    const today = this.clock.today();
    const rows = paged.rows.map((row) => panelReferralView(row, today));
    const shown = { caseId, reference: kase.reference, paged: { ...paged, rows }, ...panelActs(actor, kase) };
    return page('sharing/pages/panel-referrals.njk', shown);
  }

  @Get('panel-referrals/new')
  @Does(panels.refer)
  async new(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Query('agencyId') agencyId: unknown,
    form: RawForm = filledForm({ agencyId }),
  ): Promise<Page> {
    const asked = form.values['agencyId'];
    const chosen = typeof asked === 'string' ? asked : null;
    const which = { caseId, agencyId: chosen };
    const { kase, decision, earlier, ...there } = await this.referrals.choices(actor, which, panels.refer);
    const codes = { criteria: panelCriteria, answers: repeatAnswers, items: shareableItems, ways: waysOut };
    const asking = { form, caseId, reference: kase.reference, decision, chosen };
    const lists = { ...there, ...codes };
    return page('sharing/pages/panel-referral-new.njk', { ...asking, lists, earlier: earlierView(earlier) });
  }

  @Post('panel-referrals')
  @Does(panels.refer)
  create(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Form(PanelReferralForm) form: FormOf<PanelReferralForm>,
  ) {
    return submit(form, {
      act: async (referral) => {
        const id = await this.referrals.refer(actor, caseId, referral);
        return seeOther(`/cases/${caseId}/panel-referrals/${id}`);
      },
      again: (raw) => this.new(actor, caseId, undefined, raw),
    });
  }

  @Get('others-panel-referrals/new')
  @Does(panels.keep)
  async newOthers(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    form: RawForm = emptyForm,
  ): Promise<Page> {
    const which = { caseId, agencyId: null };
    const { kase, panels: there, agencies } = await this.referrals.choices(actor, which, panels.keep);
    const lists = { panels: there, agencies };
    return page('sharing/pages/others-panel-referral.njk', {
      form,
      caseId,
      reference: kase.reference,
      lists,
    });
  }

  @Post('others-panel-referrals')
  @Does(panels.keep)
  createOthers(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Form(OthersPanelReferralForm) form: FormOf<OthersPanelReferralForm>,
  ) {
    return submit(form, {
      act: async (referral) => {
        const id = await this.referrals.recordOthers(actor, caseId, referral);
        return seeOther(`/cases/${caseId}/panel-referrals/${id}`);
      },
      again: (raw) => this.newOthers(actor, caseId, raw),
    });
  }
}
