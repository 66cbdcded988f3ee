import { Controller, Get, Query } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { page, type Page } from '../platform/page/page.js';
import { Day } from './day.service.js';
import { day } from './task.policy.js';
import { dayPage } from './task.view.js';

@Controller('day')
export class DayPagesController {
  constructor(private readonly day: Day) {}

  @Get()
  @Does(day.view)
  async show(@CurrentActor() actor: Person, @Query('page') asked: unknown): Promise<Page> {
    return page('tasks/pages/day.njk', dayPage(await this.day.show(actor, asked)));
  }
}
