import { Controller, Get, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { page, type Page } from '../platform/page/page.js';
import { myViewView, openedView } from './copy.view.js';
import { views } from './share.policy.js';
import { ViewsService } from './views.service.js';

/** All that a partner finds here. */
@Controller('views')
export class ViewsPagesController {
  constructor(private readonly views: ViewsService) {}

  @Get()
  @Does(views.look)
  async list(@CurrentActor() actor: Person, @Query('page') asked: unknown): Promise<Page> {
    const paged = await this.views.list(actor, asked);
    return page('sharing/pages/views.njk', { paged: { ...paged, rows: paged.rows.map(myViewView) } });
  }

  @Get(':shareId')
  @Does(views.look)
  async show(@CurrentActor() actor: Person, @Param('shareId', ParseUUIDPipe) shareId: string): Promise<Page> {
    const opened = await this.views.look(actor, shareId);
    return page('sharing/pages/view.njk', { view: openedView(opened), by: actor.displayName });
  }
}
