import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiProperty,
  ApiQuery,
  ApiTags,
} from '@nestjs/swagger';
import { Created } from '../cases/case.api.js';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { onCall } from './danger.policy.js';
import { TurnForm } from './on-call.dto.js';
import { OnCallService } from './on-call.service.js';

class TurnListed {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) staffId!: string;
  @ApiProperty() who!: string;
  @ApiProperty() fromAt!: Date;
  @ApiProperty({ description: 'The first moment at which it is over' }) toAt!: Date;
}

class TurnPage {
  @ApiProperty() page!: number;
  @ApiProperty() pages!: number;
  @ApiProperty() total!: number;
  @ApiProperty({ type: [TurnListed] }) turns!: TurnListed[];
}

@ApiTags('safeguards')
@Controller('api/v1/on-call')
export class OnCallApiController {
  constructor(private readonly onCall: OnCallService) {}

  /** Who is on call, now and later, the soonest first. */
  @Get()
  @Does(onCall.view)
  @ApiQuery({ name: 'page', required: false, type: Number })
  @ApiOkResponse({ type: TurnPage })
  async list(@CurrentActor() actor: Person, @Query('page') asked?: unknown): Promise<TurnPage> {
    const { page, pages, total, rows } = (await this.onCall.list(actor, asked)).paged;
    return { page, pages, total, turns: [...rows] };
  }

  @Post()
  @Does(onCall.keep)
  @ApiCreatedResponse({ type: Created })
  async add(@CurrentActor() actor: Person, @Body() turn: TurnForm): Promise<Created> {
    return { id: await this.onCall.add(actor, turn) };
  }

  @Post(':turnId/cancellation')
  @Does(onCall.keep)
  @HttpCode(204)
  @ApiNoContentResponse()
  cancel(@CurrentActor() actor: Person, @Param('turnId', ParseUUIDPipe) id: string): Promise<void> {
    return this.onCall.cancel(actor, id);
  }
}
