import { Controller, Get, Post } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { page, seeOther, type Page, type Redirect } from '../platform/page/page.js';
import { log } from './log.policy.js';
import { Sealing } from './sealing.service.js';
import { sealingView } from './sealing.view.js';

@Controller('log')
export class SealingPagesController {
  constructor(private readonly sealing: Sealing) {}

  @Get('sealing')
  @Does(log.read)
  async show(@CurrentActor() actor: Person): Promise<Page> {
    return page('audit/pages/sealing.njk', sealingView(await this.sealing.state(actor)));
  }

  @Post('verifications')
  @Does(log.verify)
  async create(@CurrentActor() actor: Person): Promise<Redirect> {
    await this.sealing.verify(actor);
    return seeOther('/log/sealing');
  }
}
