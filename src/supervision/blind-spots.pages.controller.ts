import { Controller, Get, Param, Query } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { page, type Page } from '../platform/page/page.js';
import { blindSpotBoard } from './blind-spot.policy.js';
import { spotView } from './blind-spot.view.js';
import { BlindSpots } from './blind-spots.service.js';
import { blindSpotIn } from './which-spot.js';

/** What is in each blind spot. The board of them all is a supervisor's home. */
@Controller('blind-spots')
export class BlindSpotsPagesController {
  constructor(private readonly spots: BlindSpots) {}

  @Get(':spot')
  @Does(blindSpotBoard.view)
  async list(
    @CurrentActor() actor: Person,
    @Param('spot') spot: string,
    @Query('page') asked: unknown,
  ): Promise<Page> {
    return page(
      'supervision/pages/blind-spot.njk',
      spotView(await this.spots.list(actor, blindSpotIn(spot), asked)),
    );
  }
}
