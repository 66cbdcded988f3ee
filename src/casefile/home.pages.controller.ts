import { Controller, Get } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Open, SignedIn } from '../platform/http/access.js';
import { page, seeOther, type Page, type Redirect } from '../platform/page/page.js';

@Controller()
export class HomePagesController {
  @Get()
  @Open()
  root(): Redirect {
    return seeOther('/home');
  }

  @Get('home')
  @SignedIn()
  show(@CurrentActor() actor: Person): Page {
    return page('casefile/pages/home.njk', { name: actor.displayName });
  }
}
