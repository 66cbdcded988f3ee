import { Controller, Get, Query } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { page, type Page } from '../platform/page/page.js';
import { LogQuery } from './log.dto.js';
import { log } from './log.policy.js';
import { AuditLog } from './log.service.js';
import { logView } from './log.view.js';

@Controller('log')
export class LogPagesController {
  constructor(private readonly log: AuditLog) {}

  @Get()
  @Does(log.read)
  async list(@CurrentActor() actor: Person, @Query() query: LogQuery): Promise<Page> {
    const { filter, shown, people } = await this.log.read(actor, query);
    return page('audit/pages/log.njk', logView(filter, shown, { people, query }));
  }
}
