import { Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { buttonAlone, emptyForm, submit } from '../platform/http/form.js';
import { page, seeOther, type Page, type Redirect } from '../platform/page/page.js';
import { batches } from './batch.policy.js';
import { BatchUndoingService } from './batch-undoing.service.js';

@Controller('referral-batch-undoings')
export class BatchUndoingsPagesController {
  constructor(private readonly undoing: BatchUndoingService) {}

  @Get()
  @Does(batches.seeUndoings)
  async list(
    @CurrentActor() actor: Person,
    @Query() query: Record<string, unknown>,
    form = emptyForm,
  ): Promise<Page> {
    const paged = await this.undoing.list(actor, query['page']);
    return page('intake/pages/batch-undoings.njk', { form, paged });
  }

  @Post(':undoingId/approval')
  @Does(batches.approveUndoing)
  approve(@CurrentActor() actor: Person, @Param('undoingId', ParseUUIDPipe) id: string) {
    return this.decided(actor, () => this.undoing.approve(actor, id));
  }

  @Post(':undoingId/refusal')
  @Does(batches.refuseUndoing)
  refuse(@CurrentActor() actor: Person, @Param('undoingId', ParseUUIDPipe) id: string) {
    return this.decided(actor, () => this.undoing.refuse(actor, id));
  }

  private decided(actor: Person, decide: () => Promise<void>): Promise<Page | Redirect> {
    return submit(buttonAlone, {
      act: async () => {
        await decide();
        return seeOther('/referral-batch-undoings');
      },
      again: (raw) => this.list(actor, {}, raw),
    });
  }
}
