import { Controller, Get, Header, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import type { Quarter } from '../kernel/period.js';
import { Clock } from '../platform/clock.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { page, type Page } from '../platform/page/page.js';
import { definitionsCsv, returnCsv } from './return-csv.rules.js';
import { ParseQuarterPipe, ParseYearPipe } from './return.dto.js';
import { returns } from './return.policy.js';
import { returnPage, returnsPage } from './return.view.js';
import { Returns } from './returns.service.js';

const csv = 'text/csv; charset=utf-8; header=present';

@Controller('returns')
export class ReturnsPagesController {
  constructor(
    private readonly returns: Returns,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Does(returns.read)
  async list(@CurrentActor() actor: Person, @Query() query: Record<string, string>): Promise<Page> {
    const paged = await this.returns.list(actor, query['page']);
    return page('returns/pages/returns.njk', { ...returnsPage(paged, this.clock.today()), query });
  }

  @Get('definitions.csv')
  @Does(returns.read)
  @Header('Content-Type', csv)
  @Header('Content-Disposition', 'attachment; filename="definitions.csv"')
  definitions(): string {
    return definitionsCsv();
  }

  @Get(':contractId/year/:startYear.csv')
  @Does(returns.read)
  @Header('Content-Type', csv)
  @Header('Content-Disposition', 'attachment; filename="return.csv"')
  async yearFile(
    @CurrentActor() actor: Person,
    @Param('contractId', ParseUUIDPipe) contractId: string,
    @Param('startYear', ParseYearPipe) startYear: number,
  ): Promise<string> {
    return returnCsv(await this.returns.year(actor, contractId, startYear));
  }

  @Get(':contractId/year/:startYear')
  @Does(returns.read)
  async year(
    @CurrentActor() actor: Person,
    @Param('contractId', ParseUUIDPipe) contractId: string,
    @Param('startYear', ParseYearPipe) startYear: number,
  ): Promise<Page> {
    return page(
      'returns/pages/return.njk',
      returnPage(await this.returns.year(actor, contractId, startYear)),
    );
  }

  @Get(':contractId/:quarter.csv')
  @Does(returns.read)
  @Header('Content-Type', csv)
  @Header('Content-Disposition', 'attachment; filename="return.csv"')
  async file(
    @CurrentActor() actor: Person,
    @Param('contractId', ParseUUIDPipe) contractId: string,
    @Param('quarter', ParseQuarterPipe) quarter: Quarter,
  ): Promise<string> {
    return returnCsv(await this.returns.quarter(actor, contractId, quarter));
  }

  @Get(':contractId/:quarter')
  @Does(returns.read)
  async show(
    @CurrentActor() actor: Person,
    @Param('contractId', ParseUUIDPipe) contractId: string,
    @Param('quarter', ParseQuarterPipe) quarter: Quarter,
  ): Promise<Page> {
    return page(
      'returns/pages/return.njk',
      returnPage(await this.returns.quarter(actor, contractId, quarter)),
    );
  }
}
