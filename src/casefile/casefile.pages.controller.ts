import { Controller, Get, Param, ParseUUIDPipe } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { cases } from '../cases/case.policy.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { page, type Page } from '../platform/page/page.js';
import { CasefileService } from './casefile.service.js';

@Controller('cases')
export class CasefilePagesController {
  constructor(private readonly casefile: CasefileService) {}

  @Get(':caseId')
  @Does(cases.view)
  async show(@CurrentActor() actor: Person, @Param('caseId', ParseUUIDPipe) caseId: string): Promise<Page> {
    return page('casefile/pages/case.njk', await this.casefile.show(actor, caseId));
  }
}
