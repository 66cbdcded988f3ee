import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { AgreementPage } from './contract.api.js';
import { contracts } from './contract.policy.js';
import { Contracts } from './contracts.service.js';

/** The contracts of a service, for its own supervisors and administrators. `contracts` lists those that returns are made of. */
@ApiTags('Contracts')
@Controller('api/v1/agreements')
export class AgreementsApiController {
  constructor(private readonly contracts: Contracts) {}

  /** Those that run on longest first. Each is read whole at `contracts/{id}`. */
  @Get()
  @Does(contracts.list)
  @ApiQuery({ name: 'page', required: false })
  @ApiOkResponse({ type: AgreementPage })
  async list(@CurrentActor() actor: Person, @Query('page') asked: unknown): Promise<AgreementPage> {
    const { page, pages, total, rows } = await this.contracts.list(actor, asked);
    return { page, pages, total, contracts: rows };
  }
}
