import { Controller, Get, Query } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { londonDate } from '../kernel/plain-date.js';
import { serviceCaseloadView } from '../people/contract.view.js';
import { CurrentActor, Open, SignedIn } from '../platform/http/access.js';
import { page, seeOther, type Page, type Redirect } from '../platform/page/page.js';
import { boardView } from '../supervision/blind-spot.view.js';
import { dayPage } from '../tasks/task.view.js';
import { Today } from './today.service.js';

@Controller()
export class HomePagesController {
  constructor(private readonly today: Today) {}

  @Get()
  @Open()
  root(): Redirect {
    return seeOther('/home');
  }

  @Get('home')
  @SignedIn()
  async show(@CurrentActor() actor: Person, @Query('page') asked: unknown): Promise<Page | Redirect> {
    if (actor.role === 'partner') return seeOther('/views');
    if (actor.role === 'advocate') {
      const { sections, day } = await this.today.withDay(actor, asked);
      const [inDanger, ...covered] = sections;
      return page('casefile/pages/own-day.njk', { ...dayPage(day), inDanger, covered });
    }
    if (actor.role === 'supervisor') {
      const { sections, board, caseload } = await this.today.withBoard(actor);
      const shown = serviceCaseloadView(caseload, londonDate(board.asAt));
      return page('casefile/pages/board.njk', { sections, board: boardView(board), caseload: shown });
    }
    return page('casefile/pages/home.njk', { sections: await this.today.sections(actor), role: actor.role });
  }

  @Get('api/v1/today')
  @SignedIn()
  async showToProgram(@CurrentActor() actor: Person) {
    return { sections: await this.today.sections(actor) };
  }
}
