import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import {
  AssessmentBody,
  assessmentBody,
  AssessmentLineBody,
  InstrumentBody,
  instrumentBody,
  lineBody,
  MadeBody,
} from './assessment.body.js';
import { BeginAssessment, ChangeAssessment, SubmitAssessment } from './assessment.dto.js';
import { assessments, risk } from './risk.policy.js';
import { RiskService } from './risk.service.js';

@ApiTags('risk')
@Controller('api/v1')
export class RiskApiController {
  constructor(private readonly service: RiskService) {}

  /** The instruments that may be begun today. */
  @Get('instruments')
  @Does(risk.view)
  @ApiOkResponse({ type: [InstrumentBody] })
  async instruments(@CurrentActor() actor: Person): Promise<InstrumentBody[]> {
    return (await this.service.instruments(actor)).map(instrumentBody);
  }

  @Get('cases/:caseId/assessments')
  @Does(risk.view)
  @ApiOkResponse({ type: [AssessmentLineBody] })
  async index(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
  ): Promise<AssessmentLineBody[]> {
    return (await this.service.ofCase(actor, caseId)).map(lineBody);
  }

  /** Begins a draft. */
  @Post('cases/:caseId/assessments')
  @Does(risk.assess)
  @ApiCreatedResponse({ type: MadeBody })
  async create(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Body() given: BeginAssessment,
  ): Promise<MadeBody> {
    return { id: await this.service.begin(actor, caseId, given) };
  }

  @Get('assessments/:assessmentId')
  @Does(risk.view)
  @ApiOkResponse({ type: AssessmentBody })
  async show(
    @CurrentActor() actor: Person,
    @Param('assessmentId', ParseUUIDPipe) id: string,
  ): Promise<AssessmentBody> {
    return assessmentBody(await this.service.show(actor, id));
  }

  @Put('assessments/:assessmentId')
  @Does(assessments.change)
  @HttpCode(204)
  @ApiNoContentResponse()
  update(
    @CurrentActor() actor: Person,
    @Param('assessmentId', ParseUUIDPipe) id: string,
    @Body() given: ChangeAssessment,
  ): Promise<void> {
    return this.service.change(actor, id, given);
  }

  /** Submits a draft: it is locked, and a supervisor looks at it. */
  @Post('assessments/:assessmentId/submission')
  @Does(assessments.change)
  @HttpCode(204)
  @ApiNoContentResponse()
  submit(
    @CurrentActor() actor: Person,
    @Param('assessmentId', ParseUUIDPipe) id: string,
    @Body() { version }: SubmitAssessment,
  ): Promise<void> {
    return this.service.submit(actor, id, version);
  }
}
