import { Body, Controller, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { ConflictForm } from './conflict.dto.js';
import { conflicts } from './conflict.policy.js';
import { ConflictsService } from './conflicts.service.js';

@ApiTags('staff')
@Controller('api/v1/conflicts')
export class ConflictsApiController {
  constructor(private readonly conflicts: ConflictsService) {}

  /** Says whom one knows. Whether anybody of that name is on record is not answered. */
  @Post()
  @Does(conflicts.declare)
  @ApiCreatedResponse({ schema: { properties: { id: { type: 'string', format: 'uuid' } } } })
  async create(@CurrentActor() actor: Person, @Body() given: ConflictForm): Promise<{ id: string }> {
    return { id: await this.conflicts.declare(actor, given) };
  }
}
