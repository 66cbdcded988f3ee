import { Controller, Get, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { page, type Page } from '../platform/page/page.js';
import { cases } from './case.policy.js';
import { Looks } from './looks.service.js';

@Controller('cases/:caseId/access')
export class LooksPagesController {
  constructor(private readonly looks: Looks) {}

  @Get()
  @Does(cases.seeLooks)
  async list(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Query() query: Record<string, string>,
  ): Promise<Page> {
    const { kase, looks } = await this.looks.of(actor, caseId, query['page']);
    return page('cases/pages/looks.njk', { caseId, reference: kase.reference, paged: looks, query });
  }
}
