import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiProperty, ApiQuery, ApiTags } from '@nestjs/swagger';
import { Created } from '../cases/case.api.js';
import type { Person } from '../kernel/actor.js';
import { codesOf } from '../kernel/codelist.js';
import { agencyKinds, type AgencyKind } from '../parties/agency.codes.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { AgenciesService } from './agencies.service.js';
import { AgencyForm } from './share.dto.js';
import { agencies } from './share.policy.js';

class AgencyListed {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ enum: codesOf(agencyKinds) }) kind!: AgencyKind;
}

class AgencyPage {
  @ApiProperty() page!: number;
  @ApiProperty() pages!: number;
  @ApiProperty() total!: number;
  @ApiProperty({ type: [AgencyListed] }) agencies!: AgencyListed[];
}

@ApiTags('Sharing')
@Controller('api/v1/agencies')
export class AgenciesApiController {
  constructor(private readonly agencies: AgenciesService) {}

  @Get()
  @Does(agencies.list)
  @ApiQuery({ name: 'page', required: false })
  @ApiOkResponse({ type: AgencyPage })
  async list(@CurrentActor() actor: Person, @Query('page') asked: unknown): Promise<AgencyPage> {
    const { page, pages, total, rows } = await this.agencies.list(actor, asked);
    return { page, pages, total, agencies: [...rows] };
  }

  @Post()
  @Does(agencies.add)
  @ApiCreatedResponse({ type: Created })
  async add(@CurrentActor() actor: Person, @Body() agency: AgencyForm): Promise<Created> {
    return { id: await this.agencies.add(actor, agency) };
  }
}
