import { Controller, Get, Query } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { page, type Page } from '../platform/page/page.js';
import { EscalationService } from './escalation.service.js';
import { referrals } from './referral.policy.js';
import { escalatedView } from './triage.view.js';

@Controller('referral-escalations')
export class EscalationsPagesController {
  constructor(private readonly escalation: EscalationService) {}

  @Get()
  @Does(referrals.seeEscalated)
  async list(@CurrentActor() actor: Person, @Query('page') asked: unknown): Promise<Page> {
    const { rows, ...paged } = await this.escalation.list(actor, asked);
    return page('referrals/pages/escalations.njk', { paged, query: {}, rows: rows.map(escalatedView) });
  }
}
