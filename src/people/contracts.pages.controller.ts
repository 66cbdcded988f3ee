import { Controller, Get, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { page, type Page } from '../platform/page/page.js';
import { contracts } from './contract.policy.js';
import { Contracts } from './contracts.service.js';

@Controller('contracts')
export class ContractsPagesController {
  constructor(private readonly contracts: Contracts) {}

  @Get()
  @Does(contracts.view)
  async list(@CurrentActor() actor: Person, @Query() query: Record<string, unknown>): Promise<Page> {
    const list = await this.contracts.list(actor, query['page']);
    return page('people/pages/contracts.njk', { list, query });
  }

  @Get(':contractId')
  @Does(contracts.view)
  async show(
    @CurrentActor() actor: Person,
    @Param('contractId', ParseUUIDPipe) contractId: string,
  ): Promise<Page> {
    return page('people/pages/contract.njk', { contract: await this.contracts.show(actor, contractId) });
  }
}
