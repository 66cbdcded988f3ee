import { Controller, Get, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { filledForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page, type Redirect } from '../platform/page/page.js';
import { BatchChecksService } from './batch-checks.service.js';
import { BatchStepForm, ColumnsForm, WordsForm } from './batch.dto.js';
import { batches } from './batch.policy.js';
import { BatchRecordingService } from './batch-recording.service.js';
import { BatchUndoingService } from './batch-undoing.service.js';
import { columnsView, wordsView } from './batch.view.js';
import { BatchesPagesController } from './batches.pages.controller.js';

/** What is done to a batch, one thing after the other. */
@Controller('referral-batches/:batchId')
export class BatchStepsPagesController {
  constructor(
    private readonly checks: BatchChecksService,
    private readonly recording: BatchRecordingService,
    private readonly undoing: BatchUndoingService,
    private readonly pages: BatchesPagesController,
  ) {}

  @Get('columns')
  @Does(batches.upload)
  async columns(
    @CurrentActor() actor: Person,
    @Param('batchId', ParseUUIDPipe) id: string,
    typed: RawForm | null = null,
  ): Promise<Page> {
    const view = columnsView(await this.checks.columns(actor, id));
    return page('intake/pages/batch-columns.njk', { ...view, form: typed ?? filledForm(view.likely) });
  }

  @Post('columns')
  @Does(batches.upload)
  chooseColumns(
    @CurrentActor() actor: Person,
    @Param('batchId', ParseUUIDPipe) id: string,
    @Form(ColumnsForm) form: FormOf<ColumnsForm>,
  ): Promise<Page | Redirect> {
    return submit(form, {
      act: async (columns) => {
        await this.checks.chooseColumns(actor, id, columns);
        return seeOther(`/referral-batches/${id}/words`);
      },
      again: (raw) => this.columns(actor, id, raw),
    });
  }

  @Get('words')
  @Does(batches.upload)
  async words(
    @CurrentActor() actor: Person,
    @Param('batchId', ParseUUIDPipe) id: string,
    typed: RawForm | null = null,
  ): Promise<Page> {
    const view = wordsView(await this.checks.words(actor, id));
    return page('intake/pages/batch-words.njk', { ...view, form: typed ?? filledForm(view.likely) });
  }

  @Post('words')
  @Does(batches.upload)
  answer(
    @CurrentActor() actor: Person,
    @Param('batchId', ParseUUIDPipe) id: string,
    @Form(WordsForm) form: FormOf<WordsForm>,
  ): Promise<Page | Redirect> {
    return submit(form, {
      act: async (words) => {
        await this.checks.answerAndCheck(actor, id, words);
        return seeOther(`/referral-batches/${id}`);
      },
      again: (raw) => this.words(actor, id, raw),
    });
  }

  @Post('recording')
  @Does(batches.record)
  record(
    @CurrentActor() actor: Person,
    @Param('batchId', ParseUUIDPipe) id: string,
    @Form(BatchStepForm) form: FormOf<BatchStepForm>,
  ): Promise<Page | Redirect> {
    return this.step(form, { act: (step) => this.recording.begin(actor, id, step), actor, id });
  }

  @Post('discarding')
  @Does(batches.discard)
  discard(
    @CurrentActor() actor: Person,
    @Param('batchId', ParseUUIDPipe) id: string,
    @Form(BatchStepForm) form: FormOf<BatchStepForm>,
  ): Promise<Page | Redirect> {
    return this.step(form, { act: (step) => this.recording.discard(actor, id, step), actor, id });
  }

  @Post('undoing')
  @Does(batches.undo)
  undo(
    @CurrentActor() actor: Person,
    @Param('batchId', ParseUUIDPipe) id: string,
    @Form(BatchStepForm) form: FormOf<BatchStepForm>,
  ): Promise<Page | Redirect> {
    return this.step(form, { act: (step) => this.undoing.propose(actor, id, step), actor, id });
  }

  private step(form: FormOf<BatchStepForm>, { act, actor, id }: Step): Promise<Page | Redirect> {
    return submit(form, {
      act: async (step) => {
        await act(step);
        return seeOther(`/referral-batches/${id}`);
      },
      again: (raw) => this.pages.show(actor, id, {}, raw),
    });
  }
}

interface Step {
  readonly act: (step: BatchStepForm) => Promise<void>;
  readonly actor: Person;
  readonly id: string;
}
