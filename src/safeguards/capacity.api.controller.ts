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
import { capacityFindings, capacityOutcomes, considered } from './capacity.codes.js';
import type { CapacityFinding, CapacityOutcome, Considered } from './capacity.codes.js';
import { CapacityFollowUpForm, CapacityForm } from './capacity.dto.js';
import { capacity } from './capacity.policy.js';
import type { CapacityConcern } from './capacity.queries.js';
import { CapacityService } from './capacity.service.js';

const day = { type: String, format: 'date' } as const;
const answer = { enum: codesOf(considered) };

class CapacityShown {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() decision!: string;
  @ApiProperty(day) assessedOn!: PlainDate;
  @ApiProperty() helpGiven!: string;
  @ApiProperty({ ...answer, description: 'Mental Capacity Act 2005, s.2(1)' }) impairment!: Considered;
  @ApiProperty({ ...answer, description: 's.3(1)(a)' }) understand!: Considered;
  @ApiProperty({ ...answer, description: 's.3(1)(b)' }) retain!: Considered;
  @ApiProperty({ ...answer, description: 's.3(1)(c)' }) weigh!: Considered;
  @ApiProperty({ ...answer, description: 's.3(1)(d)' }) communicate!: Considered;
  @ApiProperty({ enum: codesOf(capacityFindings) }) finding!: CapacityFinding;
  @ApiProperty({ type: String, nullable: true, description: 's.4' }) bestInterests!: string | null;
  @ApiProperty({ ...day, description: 'The last day to follow it up, inclusive' }) followUpOn!: PlainDate;
  @ApiProperty({ ...day, nullable: true }) followedUpOn!: PlainDate | null;
  @ApiProperty({ enum: codesOf(capacityOutcomes), nullable: true }) outcome!: CapacityOutcome | null;
  @ApiProperty({ type: String, nullable: true }) cameOfIt!: string | null;
  @ApiProperty() version!: number;
}

class CapacityPage {
  @ApiProperty() page!: number;
  @ApiProperty() pages!: number;
  @ApiProperty() total!: number;
  @ApiProperty({ type: [CapacityShown] }) concerns!: CapacityShown[];
}

@ApiTags('safeguards')
@Controller('api/v1/cases/:caseId/capacity-concerns')
export class CapacityApiController {
  constructor(private readonly capacity: CapacityService) {}

  @Get()
  @Does(capacity.view)
  @ApiQuery({ name: 'page', required: false })
  @ApiOkResponse({ type: CapacityPage })
  async list(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Query('page') asked: unknown,
  ): Promise<CapacityPage> {
    const { page, pages, total, rows } = (await this.capacity.list(actor, caseId, asked)).paged;
    return { page, pages, total, concerns: rows.map(shown) };
  }

  @Get(':capacityConcernId')
  @Does(capacity.view)
  @ApiOkResponse({ type: CapacityShown })
  async show(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('capacityConcernId', ParseUUIDPipe) capacityConcernId: string,
  ): Promise<CapacityShown> {
    return shown((await this.capacity.show(actor, { caseId, capacityConcernId })).concern);
  }

  /** Refused as `capacity-is-presumed` where what was considered does not show that it is lacking. */
  @Post()
  @Does(capacity.keep)
  @ApiCreatedResponse({ type: Created })
  async record(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Body() concern: CapacityForm,
  ): Promise<Created> {
    return { id: await this.capacity.record(actor, caseId, concern) };
  }

  @Post(':capacityConcernId/follow-up')
  @Does(capacity.keep)
  @HttpCode(204)
  @ApiNoContentResponse()
  followUp(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('capacityConcernId', ParseUUIDPipe) capacityConcernId: string,
    @Body() said: CapacityFollowUpForm,
  ): Promise<void> {
    return this.capacity.followUp(actor, { caseId, capacityConcernId }, said);
  }
}

function shown(concern: CapacityConcern): CapacityShown {
  const { id, decision, assessedOn, helpGiven, impairment, understand, retain, weigh, communicate } = concern;
  const { finding, bestInterests, followUpOn, followedUpOn, outcome, cameOfIt, version } = concern;
  const considered = { impairment, understand, retain, weigh, communicate };
  const found = { id, decision, assessedOn, helpGiven, ...considered, finding, bestInterests };
  return { ...found, followUpOn, followedUpOn, outcome, cameOfIt, version };
}
