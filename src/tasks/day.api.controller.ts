import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { Day } from './day.service.js';
import { DayBody, dayBody } from './task.api.js';
import { day } from './task.policy.js';

@ApiTags('Tasks')
@Controller('api/v1/day')
export class DayApiController {
  constructor(private readonly day: Day) {}

  @Get()
  @Does(day.view)
  @ApiQuery({ name: 'page', required: false })
  @ApiOkResponse({ type: DayBody })
  async show(@CurrentActor() actor: Person, @Query('page') asked: unknown): Promise<DayBody> {
    return dayBody(await this.day.show(actor, asked));
  }
}
