import { Controller, Get, Query } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { labelOf } from '../kernel/codelist.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { page, type Page } from '../platform/page/page.js';
import { Anomalies } from './anomalies.service.js';
import { anomalyKinds } from './anomaly.codes.js';
import { log } from './log.policy.js';

@Controller('log/anomalies')
export class AnomaliesPagesController {
  constructor(private readonly anomalies: Anomalies) {}

  @Get()
  @Does(log.read)
  async list(@CurrentActor() actor: Person, @Query() query: Record<string, string>): Promise<Page> {
    const paged = await this.anomalies.list(actor, query['page']);
    const lines = paged.rows.map((row) => ({ ...row, what: labelOf(anomalyKinds, row.kind) }));
    return page('audit/pages/anomalies.njk', { paged, lines, query });
  }
}
