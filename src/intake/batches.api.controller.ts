import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import {
  batchPage,
  BatchCreated,
  BatchPage,
  ColumnBody,
  columnBodies,
  OpenedBatchBody,
  openedBatchBody,
  QuestionBody,
  questionBodies,
} from './batch.api.js';
import { BatchChecksService } from './batch-checks.service.js';
import { BatchStepForm, ColumnsForm, UploadForm, WordsForm } from './batch.dto.js';
import { batches } from './batch.policy.js';
import { BatchRecordingService } from './batch-recording.service.js';
import { BatchUndoingService } from './batch-undoing.service.js';
import { BatchesService } from './batches.service.js';

@ApiTags('Referrals in batches')
@Controller('api/v1/referral-batches')
export class BatchesApiController {
  constructor(
    private readonly batches: BatchesService,
    private readonly checks: BatchChecksService,
    private readonly recording: BatchRecordingService,
    private readonly undoing: BatchUndoingService,
  ) {}

  @Get()
  @Does(batches.view)
  @ApiOkResponse({ type: BatchPage })
  async list(@CurrentActor() actor: Person, @Query('page') page?: string): Promise<BatchPage> {
    return batchPage(await this.batches.list(actor, page));
  }

  @Post()
  @Does(batches.upload)
  @ApiCreatedResponse({ type: BatchCreated })
  async create(@CurrentActor() actor: Person, @Body() upload: UploadForm): Promise<BatchCreated> {
    return { id: await this.batches.upload(actor, upload) };
  }

  @Get(':batchId')
  @Does(batches.view)
  @ApiOkResponse({ type: OpenedBatchBody })
  async show(
    @CurrentActor() actor: Person,
    @Param('batchId', ParseUUIDPipe) id: string,
    @Query('page') page?: string,
  ): Promise<OpenedBatchBody> {
    return openedBatchBody(await this.batches.show(actor, id, page));
  }

  /** The columns of the sheet, and what each is likely to be. */
  @Get(':batchId/columns')
  @Does(batches.upload)
  @ApiOkResponse({ type: [ColumnBody] })
  async columns(
    @CurrentActor() actor: Person,
    @Param('batchId', ParseUUIDPipe) id: string,
  ): Promise<ColumnBody[]> {
    return columnBodies(await this.checks.columns(actor, id));
  }

  /** Says what each column is, by its place, counted from 0. */
  @Post(':batchId/columns')
  @Does(batches.upload)
  @HttpCode(204)
  @ApiNoContentResponse()
  chooseColumns(
    @CurrentActor() actor: Person,
    @Param('batchId', ParseUUIDPipe) id: string,
    @Body() columns: ColumnsForm,
  ): Promise<void> {
    return this.checks.chooseColumns(actor, id, columns);
  }

  /** The words that are to become codes, and what no column says. */
  @Get(':batchId/words')
  @Does(batches.upload)
  @ApiOkResponse({ type: [QuestionBody] })
  async words(
    @CurrentActor() actor: Person,
    @Param('batchId', ParseUUIDPipe) id: string,
  ): Promise<QuestionBody[]> {
    return questionBodies((await this.checks.words(actor, id)).questions);
  }

  /** Answers each of the questions, by its place, counted from 0, and has every row checked. Nothing is recorded. */
  @Post(':batchId/words')
  @Does(batches.upload)
  @HttpCode(204)
  @ApiNoContentResponse()
  answer(
    @CurrentActor() actor: Person,
    @Param('batchId', ParseUUIDPipe) id: string,
    @Body() words: WordsForm,
  ): Promise<void> {
    return this.checks.answerAndCheck(actor, id, words);
  }

  @Post(':batchId/recording')
  @Does(batches.record)
  @HttpCode(204)
  @ApiNoContentResponse()
  record(
    @CurrentActor() actor: Person,
    @Param('batchId', ParseUUIDPipe) id: string,
    @Body() step: BatchStepForm,
  ): Promise<void> {
    return this.recording.begin(actor, id, step);
  }

  @Post(':batchId/discarding')
  @Does(batches.discard)
  @HttpCode(204)
  @ApiNoContentResponse()
  discard(
    @CurrentActor() actor: Person,
    @Param('batchId', ParseUUIDPipe) id: string,
    @Body() step: BatchStepForm,
  ): Promise<void> {
    return this.recording.discard(actor, id, step);
  }

  /** Proposes that all it made be taken back. Another supervisor of the team does it. */
  @Post(':batchId/undoing')
  @Does(batches.undo)
  @HttpCode(204)
  @ApiNoContentResponse()
  undo(
    @CurrentActor() actor: Person,
    @Param('batchId', ParseUUIDPipe) id: string,
    @Body() step: BatchStepForm,
  ): Promise<void> {
    return this.undoing.propose(actor, id, step);
  }
}
