import { Controller, Get, Query } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { page, type Page } from '../platform/page/page.js';
import { breachBoard } from './breach.view.js';
import { BreachesService } from './breaches.service.js';
import { breaches } from './order.policy.js';

@Controller('breaches')
export class BreachBoardPagesController {
  constructor(private readonly service: BreachesService) {}

  @Get()
  @Does(breaches.board)
  async show(@CurrentActor() actor: Person, @Query('page') asked: unknown): Promise<Page> {
    return page('orders/pages/breach-board.njk', breachBoard(await this.service.toLookAt(actor, asked)));
  }
}
