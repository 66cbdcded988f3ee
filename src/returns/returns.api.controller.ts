import { Controller, Get, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { Person } from '../kernel/actor.js';
import type { Quarter } from '../kernel/period.js';
import { CurrentActor, Does } from '../platform/http/access.js';
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
  @Does(returns.read)
  @ApiQuery({ name: 'page', required: false, type: Number })
  @ApiOkResponse({ type: ReturnsPageBody })
  async list(@CurrentActor() actor: Person, @Query('page') page: unknown): Promise<ReturnsPageBody> {
    return returnsPageBody(await this.returns.list(actor, page));
  }

  @Get('returns/:contractId/year/:startYear')
  @Does(returns.read)
  @ApiParam({ name: 'startYear', example: 2025, description: 'The year a financial year starts in' })
  @ApiOkResponse({ type: ReturnBody })
  async year(
    @CurrentActor() actor: Person,
    @Param('contractId', ParseUUIDPipe) contractId: string,
    @Param('startYear', ParseYearPipe) startYear: number,
  ): Promise<ReturnBody> {
    return returnBody(await this.returns.year(actor, contractId, startYear));
  }

  @Get('returns/:contractId/:quarter')
  @Does(returns.read)
  @ApiParam({ name: 'quarter', example: '2025-Q4', description: 'A quarter of a financial year' })
  @ApiOkResponse({ type: ReturnBody })
  async quarter(
    @CurrentActor() actor: Person,
    @Param('contractId', ParseUUIDPipe) contractId: string,
    @Param('quarter', ParseQuarterPipe) quarter: Quarter,
  ): Promise<ReturnBody> {
    return returnBody(await this.returns.quarter(actor, contractId, quarter));
  }
}
