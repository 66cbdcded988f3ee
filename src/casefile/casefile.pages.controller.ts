import { Controller, Get, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { cases } from '../cases/case.policy.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { page, type Page } from '../platform/page/page.js';
import { CasefileService, type WhichList } from './casefile.service.js';

@Controller('cases')
export class CasefilePagesController {
  constructor(private readonly casefile: CasefileService) {}

  @Get(':caseId')
  @Does(cases.view)
  async show(@CurrentActor() actor: Person, @Param('caseId', ParseUUIDPipe) caseId: string): Promise<Page> {
    return page('casefile/pages/case.njk', await this.casefile.show(actor, caseId));
  }

  @Get(':caseId/notes')
  @Does(cases.view)
  notes(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Query('page') asked: unknown,
  ) {
    return this.list(actor, { caseId, list: 'notes', asked });
  }

  @Get(':caseId/contacts')
  @Does(cases.view)
  contacts(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Query('page') asked: unknown,
  ) {
    return this.list(actor, { caseId, list: 'contacts', asked });
  }

  @Get(':caseId/history')
  @Does(cases.view)
  history(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Query('page') asked: unknown,
  ) {
    return this.list(actor, { caseId, list: 'history', asked });
  }

  private async list(actor: Person, which: WhichList): Promise<Page> {
    return page('casefile/pages/list.njk', { list: which.list, ...(await this.casefile.list(actor, which)) });
  }
}
