import { Controller, Get, Query } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { Clock } from '../platform/clock.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { page, type Page } from '../platform/page/page.js';
import { CaseloadQuery } from './case.dto.js';
import { cases } from './case.policy.js';
import { caseloadView } from './caseload.view.js';
import { CasesService } from './cases.service.js';

@Controller('cases')
export class CasesPagesController {
  constructor(
    private readonly cases: CasesService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Does(cases.view)
  async list(@CurrentActor() actor: Person, @Query() query: CaseloadQuery): Promise<Page> {
    return page(
      'cases/pages/list.njk',
      caseloadView(await this.cases.list(actor, query), this.clock.today()),
    );
  }
}
