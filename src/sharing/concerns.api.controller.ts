import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiProperty,
  ApiQuery,
  ApiTags,
} from '@nestjs/swagger';
import { Created } from '../cases/case.api.js';
import type { Person } from '../kernel/actor.js';
import { codesOf } from '../kernel/codelist.js';
import type { PlainDate } from '../kernel/plain-date.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import {
  concernOutcomes,
  concernSubjects,
  type ConcernOutcome,
  type ConcernSubject,
} from './concern.codes.js';
import { ConcernFollowUpForm, ConcernForm } from './concern.dto.js';
import { concerns } from './concern.policy.js';
import type { Concern } from './concern.queries.js';
import { ConcernsService } from './concerns.service.js';
import { overrideBases, type OverrideBasis } from '../parties/consent.codes.js';

const day = { type: String, format: 'date' } as const;

class ConcernShown {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid', description: 'What went with it' }) shareId!: string;
  @ApiProperty({ enum: codesOf(concernSubjects) }) about!: ConcernSubject;
  @ApiProperty() agency!: string;
  @ApiProperty() toWhom!: string;
  @ApiProperty() why!: string;
  @ApiProperty(day) raisedOn!: PlainDate;
  @ApiProperty({
    enum: codesOf(overrideBases),
    nullable: true,
    description: 'Null where the client consented',
  })
  overrideBasis!: OverrideBasis | null;
  @ApiProperty({ ...day, description: 'The last day to follow it up, inclusive' }) followUpOn!: PlainDate;
  @ApiProperty({ ...day, nullable: true }) followedUpOn!: PlainDate | null;
  @ApiProperty({ enum: codesOf(concernOutcomes), nullable: true }) outcome!: ConcernOutcome | null;
  @ApiProperty({ type: String, nullable: true }) cameOfIt!: string | null;
  @ApiProperty() version!: number;
}

class ConcernPage {
  @ApiProperty() page!: number;
  @ApiProperty() pages!: number;
  @ApiProperty() total!: number;
  @ApiProperty({ type: [ConcernShown] }) concerns!: ConcernShown[];
}

@ApiTags('Sharing')
@Controller('api/v1/cases/:caseId/concerns')
export class ConcernsApiController {
  constructor(private readonly concerns: ConcernsService) {}

  @Get()
  @Does(concerns.view)
  @ApiQuery({ name: 'page', required: false })
  @ApiOkResponse({ type: ConcernPage })
  async list(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Query('page') asked: unknown,
  ): Promise<ConcernPage> {
    const { page, pages, total, rows } = (await this.concerns.list(actor, caseId, asked)).paged;
    return { page, pages, total, concerns: rows.map(shown) };
  }

  @Get(':concernId')
  @Does(concerns.view)
  @ApiOkResponse({ type: ConcernShown })
  async show(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('concernId', ParseUUIDPipe) concernId: string,
  ): Promise<ConcernShown> {
    return shown((await this.concerns.show(actor, { caseId, concernId })).concern);
  }

  /** Refused as `no-basis-to-share`, as anything shared is. */
  @Post()
  @Does(concerns.raise)
  @ApiCreatedResponse({ type: Created })
  async raise(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Body() concern: ConcernForm,
  ): Promise<Created> {
    return { id: await this.concerns.raise(actor, caseId, concern) };
  }

  @Post(':concernId/follow-up')
  @Does(concerns.followUp)
  @HttpCode(204)
  @ApiNoContentResponse()
  followUp(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('concernId', ParseUUIDPipe) concernId: string,
    @Body() said: ConcernFollowUpForm,
  ): Promise<void> {
    return this.concerns.followUp(actor, { caseId, concernId }, said);
  }
}

function shown(concern: Concern): ConcernShown {
  const { id, shareId, about, agency, toWhom, why, raisedOn, overrideBasis } = concern;
  const { followUpOn, followedUpOn, outcome, cameOfIt, version } = concern;
  const raised = { id, shareId, about, agency, toWhom, why, raisedOn, overrideBasis };
  return { ...raised, followUpOn, followedUpOn, outcome, cameOfIt, version };
}
