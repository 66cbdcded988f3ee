import { Controller, Get, Param, ParseUUIDPipe, Query, type StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiParam, ApiProduces, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { Caller, Person } from '../kernel/actor.js';
import type { Quarter } from '../kernel/period.js';
import { CurrentActor, CurrentCaller, Does } from '../platform/http/access.js';
import { download } from '../platform/http/download.js';
import { returnCsv } from './return-csv.rules.js';
import {
  ContractBody,
  contractBody,
  ReturnBody,
  returnBody,
  ReturnsPageBody,
  returnsPageBody,
} from './return.body.js';
import { ParseQuarterPipe, ParseYearPipe } from './return.dto.js';
import { returns } from './return.policy.js';
import { Returns } from './returns.service.js';

@ApiTags('Returns')
@ApiBearerAuth()
@Controller('api/v1')
export class ReturnsApiController {
  constructor(private readonly returns: Returns) {}

  @Get('contracts')
  @Does(returns.read)
  @ApiOkResponse({ type: [ContractBody] })
  async contracts(@CurrentActor() actor: Person): Promise<ContractBody[]> {
    return (await this.returns.contracts(actor)).map(contractBody);
  }

  /** Every return that is frozen or has begun, newest first. */
  @Get('returns')
  @Does(returns.fetch)
  @ApiQuery({ name: 'page', required: false, type: Number })
  @ApiOkResponse({ type: ReturnsPageBody })
  async list(@CurrentCaller() actor: Caller, @Query('page') page: unknown): Promise<ReturnsPageBody> {
    return returnsPageBody(await this.returns.list(actor, page));
  }

  @Get('returns/:contractId/year/:startYear.csv')
  @Does(returns.fetch)
  @ApiParam({ name: 'startYear', example: 2025, description: 'The year a financial year starts in' })
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async yearFile(
    @CurrentCaller() actor: Caller,
    @Param('contractId', ParseUUIDPipe) contractId: string,
    @Param('startYear', ParseYearPipe) startYear: number,
  ): Promise<StreamableFile> {
    return download(returnCsv(await this.returns.year(actor, contractId, startYear)), 'return', 'csv');
  }

  @Get('returns/:contractId/year/:startYear')
  @Does(returns.fetch)
  @ApiParam({ name: 'startYear', example: 2025, description: 'The year a financial year starts in' })
  @ApiOkResponse({ type: ReturnBody })
  async year(
    @CurrentCaller() actor: Caller,
    @Param('contractId', ParseUUIDPipe) contractId: string,
    @Param('startYear', ParseYearPipe) startYear: number,
  ): Promise<ReturnBody> {
    return returnBody(await this.returns.year(actor, contractId, startYear));
  }

  @Get('returns/:contractId/:quarter.csv')
  @Does(returns.fetch)
  @ApiParam({ name: 'quarter', example: '2025-Q4', description: 'A quarter of a financial year' })
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async quarterFile(
    @CurrentCaller() actor: Caller,
    @Param('contractId', ParseUUIDPipe) contractId: string,
    @Param('quarter', ParseQuarterPipe) quarter: Quarter,
  ): Promise<StreamableFile> {
    return download(returnCsv(await this.returns.quarter(actor, contractId, quarter)), 'return', 'csv');
  }

  @Get('returns/:contractId/:quarter')
  @Does(returns.fetch)
  @ApiParam({ name: 'quarter', example: '2025-Q4', description: 'A quarter of a financial year' })
  @ApiOkResponse({ type: ReturnBody })
  async quarter(
    @CurrentCaller() actor: Caller,
    @Param('contractId', ParseUUIDPipe) contractId: string,
    @Param('quarter', ParseQuarterPipe) quarter: Quarter,
  ): Promise<ReturnBody> {
    return returnBody(await this.returns.quarter(actor, contractId, quarter));
  }
}
