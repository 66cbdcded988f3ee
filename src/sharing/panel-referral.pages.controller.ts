import { Controller, Get, Post, Query } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { Clock } from '../platform/clock.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { emptyForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page } from '../platform/page/page.js';
import { PanelActionDoneForm, PanelActionForm, PanelMeetingForm } from './panel.dto.js';
import { panels } from './panel.policy.js';
import { panelActionView, panelActs, panelReferralView } from './panel.view.js';
import { PanelActionsService, type WhichAction } from './panel-actions.service.js';
import { PanelReferralsService, type WhichReferral } from './panel-referrals.service.js';
import { ActionNamed, ReferralNamed } from './panel-which.js';

/** One referral to a panel: its meeting, and what was agreed there. */
@Controller()
export class PanelReferralPagesController {
  constructor(
    private readonly referrals: PanelReferralsService,
    private readonly actions: PanelActionsService,
    private readonly clock: Clock,
  ) {}

  @Get('cases/:caseId/panel-referrals/:panelReferralId')
  @Does(panels.view)
  async show(
    @CurrentActor() actor: Person,
    @ReferralNamed() which: WhichReferral | WhichAction,
    @Query('page') asked: unknown,
    form: RawForm = emptyForm,
  ): Promise<Page> {
    const { kase, referral, actions, agencies } = await this.referrals.show(actor, which, asked);
    const today = this.clock.today();
    const rows = actions.rows.map((action) => panelActionView(action, today));
    const completing = 'actionId' in which ? which.actionId : null;
    const shown = { form, completing, caseId: kase.id, reference: kase.reference, ...panelActs(actor, kase) };
    const about = { referral: panelReferralView(referral, today), agencies, actions: { ...actions, rows } };
    return page('sharing/pages/panel-referral.njk', { ...shown, ...about });
  }

  @Post('cases/:caseId/panel-referrals/:panelReferralId/meeting')
  @Does(panels.keep)
  setMeeting(
    @CurrentActor() actor: Person,
    @ReferralNamed() which: WhichReferral,
    @Form(PanelMeetingForm) form: FormOf<PanelMeetingForm>,
  ) {
    return submit(form, {
      act: async (meeting) => {
        await this.referrals.setMeeting(actor, which, meeting);
        return seeOther(`/cases/${which.caseId}/panel-referrals/${which.referralId}`);
      },
      again: (raw) => this.show(actor, which, undefined, raw),
    });
  }

  @Post('cases/:caseId/panel-referrals/:panelReferralId/actions')
  @Does(panels.keep)
  addAction(
    @CurrentActor() actor: Person,
    @ReferralNamed() which: WhichReferral,
    @Form(PanelActionForm) form: FormOf<PanelActionForm>,
  ) {
    return submit(form, {
      act: async (action) => {
        await this.actions.add(actor, which, action);
        return seeOther(`/cases/${which.caseId}/panel-referrals/${which.referralId}`);
      },
      again: (raw) => this.show(actor, which, undefined, raw),
    });
  }

  @Post('cases/:caseId/panel-referrals/:panelReferralId/actions/:actionId/completion')
  @Does(panels.keep)
  complete(
    @CurrentActor() actor: Person,
    @ActionNamed() which: WhichAction,
    @Query('page') asked: unknown,
    @Form(PanelActionDoneForm) form: FormOf<PanelActionDoneForm>,
  ) {
    return submit(form, {
      act: async (done) => {
        await this.actions.complete(actor, which, done);
        return seeOther(`/cases/${which.caseId}/panel-referrals/${which.referralId}`);
      },
      again: (raw) => this.show(actor, which, asked, raw),
    });
  }
}
