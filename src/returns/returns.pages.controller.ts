import { Controller, Get, Param, ParseUUIDPipe, Query, type StreamableFile } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import type { Quarter } from '../kernel/period.js';
import { Clock } from '../platform/clock.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { download } from '../platform/http/download.js';
import { page, type Page } from '../platform/page/page.js';
import { definitionsCsv, returnCsv } from './return-csv.rules.js';
import { ParseQuarterPipe, ParseYearPipe } from './return.dto.js';
import { returns } from './return.policy.js';
import { returnPage, returnsPage } from './return.view.js';
import { Returns } from './returns.service.js';

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
  definitions(): StreamableFile {
    return download(definitionsCsv(), 'definitions', 'csv');
  }

  @Get(':contractId/year/:startYear.csv')
  @Does(returns.read)
  async yearFile(
    @CurrentActor() actor: Person,
    @Param('contractId', ParseUUIDPipe) contractId: string,
    @Param('startYear', ParseYearPipe) startYear: number,
  ): Promise<StreamableFile> {
    return download(returnCsv(await this.returns.year(actor, contractId, startYear)), 'return', 'csv');
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
  async file(
    @CurrentActor() actor: Person,
    @Param('contractId', ParseUUIDPipe) contractId: string,
    @Param('quarter', ParseQuarterPipe) quarter: Quarter,
  ): Promise<StreamableFile> {
    return download(returnCsv(await this.returns.quarter(actor, contractId, quarter)), 'return', 'csv');
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
