import { Body, Controller, Get, HttpCode, Param, ParseIntPipe, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { Answers } from './answers.service.js';
import { answerBody, AnswerBody, CreatedAnswer } from './foi.api.js';
import { ApprovalForm, VersionForm } from './foi.dto.js';
import { foi } from './foi.policy.js';

@ApiTags('FOI requests')
@Controller('api/v1/foi/requests/:requestId/answers')
export class AnswersApiController {
  constructor(private readonly answers: Answers) {}

  @Post()
  @Does(foi.draft)
  @ApiCreatedResponse({ type: CreatedAnswer })
  create(
    @CurrentActor() actor: Person,
    @Param('requestId', ParseUUIDPipe) requestId: string,
    @Body() given: VersionForm,
  ): Promise<CreatedAnswer> {
    return this.answers.draft(actor, requestId, given);
  }

  @Get(':edition')
  @Does(foi.view)
  @ApiOkResponse({ type: AnswerBody })
  async show(
    @CurrentActor() actor: Person,
    @Param('requestId', ParseUUIDPipe) requestId: string,
    @Param('edition', ParseIntPipe) edition: number,
  ): Promise<AnswerBody> {
    return answerBody(await this.answers.show(actor, { requestId, edition }));
  }

  /** Only by someone who did not draft it. */
  @Post(':edition/approval')
  @Does(foi.approve)
  @HttpCode(204)
  @ApiNoContentResponse()
  approve(
    @CurrentActor() actor: Person,
    @Param('requestId', ParseUUIDPipe) requestId: string,
    @Param('edition', ParseIntPipe) edition: number,
    @Body() given: ApprovalForm,
  ): Promise<void> {
    return this.answers.approve(actor, { requestId, edition }, given);
  }

  @Post(':edition/release')
  @Does(foi.release)
  @HttpCode(204)
  @ApiNoContentResponse()
  release(
    @CurrentActor() actor: Person,
    @Param('requestId', ParseUUIDPipe) requestId: string,
    @Param('edition', ParseIntPipe) edition: number,
    @Body() given: VersionForm,
  ): Promise<void> {
    return this.answers.release(actor, { requestId, edition }, given);
  }
}
