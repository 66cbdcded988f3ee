import { Controller, Get, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { cases } from './case.policy.js';
import { Looks } from './looks.service.js';

class LookBody {
  @ApiProperty({ type: String, format: 'date-time' }) at!: Date;
  @ApiProperty() by!: string;
  @ApiProperty() role!: string;
  @ApiProperty() what!: string;
}

class LookPage {
  @ApiProperty() page!: number;
  @ApiProperty() pages!: number;
  @ApiProperty() total!: number;
  @ApiProperty({ type: [LookBody] }) looks!: LookBody[];
}

@ApiTags('Cases')
@Controller('api/v1/cases/:caseId/access')
export class LooksApiController {
  constructor(private readonly looks: Looks) {}

  @Get()
  @Does(cases.seeLooks)
  @ApiQuery({ name: 'page', required: false })
  @ApiOkResponse({ type: LookPage })
  async list(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Query() query: Record<string, string>,
  ): Promise<LookPage> {
    const { page, pages, total, rows } = (await this.looks.of(actor, caseId, query['page'])).looks;
    return { page, pages, total, looks: rows.map(({ at, by, role, what }) => ({ at, by, role, what })) };
  }
}
