import { Controller, Get, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { Clock } from '../platform/clock.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { page, type Page } from '../platform/page/page.js';
import { contracts } from './contract.policy.js';
import { contractRow, openedView } from './contract.view.js';
import { Contracts } from './contracts.service.js';

@Controller('contracts')
export class ContractsPagesController {
  constructor(
    private readonly contracts: Contracts,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Does(contracts.view)
  async list(@CurrentActor() actor: Person, @Query() query: Record<string, unknown>): Promise<Page> {
    const { rows, ...paged } = await this.contracts.list(actor, query['page']);
    const list = { ...paged, rows: rows.map((row) => contractRow(row, this.clock.today())) };
    return page('people/pages/contracts.njk', { list, query });
  }

  @Get(':contractId')
  @Does(contracts.view)
  async show(
    @CurrentActor() actor: Person,
    @Param('contractId', ParseUUIDPipe) contractId: string,
    @Query('page') asked: unknown,
  ): Promise<Page> {
    const opened = await this.contracts.show(actor, contractId, asked);
    return page('people/pages/contract.njk', openedView(actor, opened, this.clock.today()));
  }
}
