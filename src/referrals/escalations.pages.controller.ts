import { Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { emptyForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page, type Redirect } from '../platform/page/page.js';
import { EscalationService } from './escalation.service.js';
import { referrals } from './referral.policy.js';
import { MoveForm } from './triage.dto.js';
import { escalatedView } from './triage.view.js';

@Controller('referral-escalations')
export class EscalationsPagesController {
  constructor(private readonly escalation: EscalationService) {}

  @Get()
  @Does(referrals.seeEscalated)
  async list(
    @CurrentActor() actor: Person,
    @Query('page') asked: unknown,
    form: RawForm = emptyForm,
  ): Promise<Page> {
    const { rows, ...paged } = await this.escalation.list(actor, asked);
    const views = rows.map(escalatedView);
    const teams = views.some(({ mayMove }) => mayMove) ? await this.escalation.teams(actor) : [];
    return page('referrals/pages/escalations.njk', { form, paged, query: {}, rows: views, teams });
  }

  @Post(':referralId/team')
  @Does(referrals.move)
  move(
    @CurrentActor() actor: Person,
    @Param('referralId', ParseUUIDPipe) referralId: string,
    @Form(MoveForm) form: FormOf<MoveForm>,
  ): Promise<Page | Redirect> {
    return submit(form, {
      act: async (given) => {
        await this.escalation.move(actor, referralId, given);
        return seeOther(`/referrals/${referralId}`);
      },
      again: (raw) => this.list(actor, undefined, raw),
    });
  }
}
