import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { OpeningDayForm, OpeningDayPage, OpeningHoursForm, OpeningHoursPage } from './opening.dto.js';
import { opening } from './opening.policy.js';
import { OpeningService } from './opening.service.js';

@ApiTags('Opening hours')
@Controller('api/v1/opening-hours')
export class OpeningApiController {
  constructor(private readonly opening: OpeningService) {}

  @Get()
  @Does(opening.view)
  @ApiOkResponse({ type: OpeningHoursPage })
  async show(@CurrentActor() actor: Person, @Query('page') asked: unknown): Promise<OpeningHoursPage> {
    const { page, pages, total, rows } = await this.opening.hours(actor, asked);
    return { page, pages, total, hours: [...rows] };
  }

  @Post()
  @Does(opening.change)
  @HttpCode(204)
  @ApiNoContentResponse()
  create(@CurrentActor() actor: Person, @Body() hours: OpeningHoursForm): Promise<void> {
    return this.opening.addHours(actor, hours);
  }

  @Get('days')
  @Does(opening.view)
  @ApiOkResponse({ type: OpeningDayPage })
  async days(@CurrentActor() actor: Person, @Query('page') asked: unknown): Promise<OpeningDayPage> {
    const { page, pages, total, rows } = await this.opening.days(actor, asked);
    return { page, pages, total, days: [...rows] };
  }

  @Post('days')
  @Does(opening.change)
  @HttpCode(204)
  @ApiNoContentResponse()
  createDay(@CurrentActor() actor: Person, @Body() day: OpeningDayForm): Promise<void> {
    return this.opening.addDay(actor, day);
  }
}
