import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { Person } from '../kernel/actor.js';
import { codesOf } from '../kernel/codelist.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { BlindSpotPage, blindSpotPage, BoardBody, boardBody } from './blind-spot.api.js';
import { blindSpots } from './blind-spot.codes.js';
import { blindSpotBoard } from './blind-spot.policy.js';
import { BlindSpots } from './blind-spots.service.js';
import { blindSpotIn } from './which-spot.js';

@ApiTags('supervision')
@Controller('api/v1/blind-spots')
export class BlindSpotsApiController {
  constructor(private readonly spots: BlindSpots) {}

  /** How many are in each, over everything the supervisor may see. */
  @Get()
  @Does(blindSpotBoard.view)
  @ApiOkResponse({ type: BoardBody })
  async board(@CurrentActor() actor: Person): Promise<BoardBody> {
    return boardBody(await this.spots.board(actor));
  }

  @Get(':spot')
  @Does(blindSpotBoard.view)
  @ApiParam({ name: 'spot', enum: codesOf(blindSpots) })
  @ApiQuery({ name: 'page', required: false })
  @ApiOkResponse({ type: BlindSpotPage })
  async list(
    @CurrentActor() actor: Person,
    @Param('spot') spot: string,
    @Query('page') asked: unknown,
  ): Promise<BlindSpotPage> {
    return blindSpotPage(await this.spots.list(actor, blindSpotIn(spot), asked));
  }
}
