import { Controller, Get, Param, ParseUUIDPipe, Post, Query, type StreamableFile } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { londonDate } from '../kernel/plain-date.js';
import { inDigits } from '../parties/worded.view.js';
import { Clock } from '../platform/clock.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { csv } from '../platform/http/csv.js';
import { download } from '../platform/http/download.js';
import { emptyForm, filledForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page, type Redirect } from '../platform/page/page.js';
import { batchSources } from './batch.codes.js';
import { UploadForm } from './batch.dto.js';
import { batches } from './batch.policy.js';
import { batchListView, batchView, errorRows } from './batch.view.js';
import { BatchesService } from './batches.service.js';

@Controller('referral-batches')
export class BatchesPagesController {
  constructor(
    private readonly batches: BatchesService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Does(batches.view)
  async list(@CurrentActor() actor: Person, @Query() query: Record<string, unknown>): Promise<Page> {
    return page('intake/pages/batches.njk', batchListView(await this.batches.list(actor, query['page'])));
  }

  @Get('new')
  @Does(batches.upload)
  new(@CurrentActor() actor: Person): Promise<Page> {
    return this.form(actor, filledForm({ receivedOn: inDigits(londonDate(this.clock.now())) }));
  }

  @Post()
  @Does(batches.upload)
  create(
    @CurrentActor() actor: Person,
    @Form(UploadForm) form: FormOf<UploadForm>,
  ): Promise<Page | Redirect> {
    return submit(form, {
      act: async (upload) =>
        seeOther(`/referral-batches/${await this.batches.upload(actor, upload)}/columns`),
      again: (raw) => this.form(actor, raw),
    });
  }

  @Get(':batchId')
  @Does(batches.view)
  async show(
    @CurrentActor() actor: Person,
    @Param('batchId', ParseUUIDPipe) batchId: string,
    @Query() query: Record<string, unknown>,
    form: RawForm = emptyForm,
  ): Promise<Page> {
    const opened = await this.batches.show(actor, batchId, query['page']);
    return page('intake/pages/batch.njk', { form, batch: batchView(opened), query: {} });
  }

  @Get(':batchId/errors.csv')
  @Does(batches.view)
  async errors(
    @CurrentActor() actor: Person,
    @Param('batchId', ParseUUIDPipe) batchId: string,
  ): Promise<StreamableFile> {
    return download(csv(errorRows(await this.batches.errors(actor, batchId))), 'rows-to-mend', 'csv');
  }

  private async form(actor: Person, form: RawForm): Promise<Page> {
    const lists = await this.batches.lists(actor);
    return page('intake/pages/batch-new.njk', { form, ...lists, sources: batchSources });
  }
}
