import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiExtraModels,
  ApiOkResponse,
  ApiQuery,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { ToldOnce } from '../platform/http/once.interceptor.js';
import type { Paged } from '../platform/page/paging.js';
import { WaitingBody } from './proposal.api.js';
import type { Waiting } from './propose.js';
import { StaffForm } from './staff.dto.js';
import { staffing } from './staff.policy.js';
import type { Account } from './staff.queries.js';
import { StaffService, type Added } from './staff.service.js';

const account = {
  id: { type: 'string', format: 'uuid' },
  displayName: { type: 'string' },
  email: { type: 'string' },
  role: { type: 'string' },
  state: { type: 'string', enum: ['active', 'suspended'] },
  version: { type: 'integer' },
  teams: {
    type: 'array',
    items: { properties: { code: { type: 'string', format: 'uuid' }, label: { type: 'string' } } },
  },
};

@ApiTags('staff')
@Controller('api/v1/staff')
export class StaffApiController {
  constructor(private readonly staff: StaffService) {}

  @Get()
  @Does(staffing.view)
  @ApiQuery({ name: 'page', required: false })
  @ApiOkResponse({
    schema: {
      properties: {
        page: { type: 'integer' },
        pages: { type: 'integer' },
        total: { type: 'integer' },
        size: { type: 'integer' },
        offset: { type: 'integer' },
        offered: { type: 'array', items: { description: 'A page number, or a gap' } },
        rows: { type: 'array', items: { properties: account } },
      },
    },
  })
  list(@CurrentActor() actor: Person, @Query('page') page?: string): Promise<Paged<Account>> {
    return this.staff.list(actor, page);
  }

  /** The invitation, or half of one that waits for approval, is in this answer and nowhere else. */
  @Post()
  @ToldOnce()
  @Does(staffing.add)
  @ApiExtraModels(WaitingBody)
  @ApiCreatedResponse({
    schema: {
      oneOf: [
        {
          type: 'object',
          properties: { id: account.id, displayName: account.displayName, invitation: { type: 'string' } },
        },
        { $ref: getSchemaPath(WaitingBody) },
      ],
    },
  })
  create(@CurrentActor() actor: Person, @Body() given: StaffForm): Promise<Added | Waiting> {
    return this.staff.add(actor, given);
  }
}
