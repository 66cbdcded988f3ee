import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import {
  HelplineCountForm,
  HelplineCountPage,
  HelplineMonthPage,
  HelplineSheetForm,
} from './helpline.dto.js';
import { helpline } from './helpline.policy.js';
import { HelplineService } from './helpline.service.js';

@ApiTags('Helpline')
@Controller('api/v1/helpline')
export class HelplineApiController {
  constructor(private readonly helpline: HelplineService) {}

  @Get()
  @Does(helpline.view)
  @ApiOkResponse({ type: HelplineMonthPage })
  async show(@CurrentActor() actor: Person, @Query('page') asked: unknown): Promise<HelplineMonthPage> {
    const { page, pages, total, rows } = await this.helpline.months(actor, asked);
    return { page, pages, total, months: [...rows] };
  }

  @Get('counts')
  @Does(helpline.view)
  @ApiOkResponse({ type: HelplineCountPage })
  async counts(@CurrentActor() actor: Person, @Query('page') asked: unknown): Promise<HelplineCountPage> {
    const { page, pages, total, rows } = await this.helpline.counts(actor, asked);
    return { page, pages, total, counts: [...rows] };
  }

  @Post('counts')
  @Does(helpline.record)
  @HttpCode(204)
  @ApiNoContentResponse()
  create(@CurrentActor() actor: Person, @Body() count: HelplineCountForm): Promise<void> {
    return this.helpline.add(actor, count);
  }

  @Post('sheet')
  @Does(helpline.record)
  @HttpCode(204)
  @ApiNoContentResponse()
  createAll(@CurrentActor() actor: Person, @Body() sheet: HelplineSheetForm): Promise<void> {
    return this.helpline.addSheet(actor, sheet);
  }
}
