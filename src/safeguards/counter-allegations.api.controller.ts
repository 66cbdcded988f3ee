import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiProperty, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { Person } from '../kernel/actor.js';
import { codesOf } from '../kernel/codelist.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { counterOutcomes, foundBy, pointsTo } from './counter-allegation.codes.js';
import type { CounterOutcome, FoundBy, PointsTo } from './counter-allegation.codes.js';
import { CounterDecisionForm } from './counter-allegation.dto.js';
import { counterAllegations } from './counter-allegation.policy.js';
import type { CounterAllegation, CounterDecision, RecordSeen } from './counter-allegation.queries.js';
import { CounterAllegationsService } from './counter-allegations.service.js';

const references = 'Of the cases and referrals of this one of the two that may be seen';

class CounterListed {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: codesOf(foundBy) }) foundBy!: FoundBy;
  @ApiProperty() foundAt!: Date;
  @ApiProperty({ enum: codesOf(counterOutcomes), nullable: true, description: 'Null while it waits' })
  outcome!: CounterOutcome | null;
  @ApiProperty({ type: [String], description: references }) earlier!: readonly string[];
  @ApiProperty({ type: [String], description: references }) later!: readonly string[];
  @ApiProperty() version!: number;
}

class CounterPage {
  @ApiProperty() page!: number;
  @ApiProperty() pages!: number;
  @ApiProperty() total!: number;
  @ApiProperty({ type: [CounterListed] }) rows!: CounterListed[];
}

class CounterDecided {
  @ApiProperty() edition!: number;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string', enum: codesOf(pointsTo) } })
  considerations!: Readonly<Record<string, PointsTo>>;
  @ApiProperty({ enum: codesOf(counterOutcomes) }) outcome!: CounterOutcome;
  @ApiProperty() decidedBy!: string;
  @ApiProperty() decidedAt!: Date;
  @ApiProperty() account!: string;
  @ApiProperty() reason!: string;
}

class CounterShownBody extends CounterListed {
  @ApiProperty({ type: [CounterDecided], description: 'The latest twenty; the first stands' })
  decisions!: CounterDecided[];
}

@ApiTags('safeguards')
@Controller('api/v1/counter-allegations')
export class CounterAllegationsApiController {
  constructor(private readonly counters: CounterAllegationsService) {}

  /** Those that are this supervisor's to decide, or were: what waits first. */
  @Get()
  @Does(counterAllegations.view)
  @ApiQuery({ name: 'page', required: false, type: Number })
  @ApiOkResponse({ type: CounterPage })
  async index(@CurrentActor() actor: Person, @Query('page') asked?: unknown): Promise<CounterPage> {
    const { page, pages, total, rows } = await this.counters.list(actor, asked);
    return { page, pages, total, rows: rows.map(listed) };
  }

  @Get(':counterAllegationId')
  @Does(counterAllegations.view)
  @ApiOkResponse({ type: CounterShownBody })
  async show(
    @CurrentActor() actor: Person,
    @Param('counterAllegationId', ParseUUIDPipe) id: string,
  ): Promise<CounterShownBody> {
    const { counter, decisions } = await this.counters.show(actor, id);
    return { ...listed(counter), decisions: decisions.map(decided) };
  }

  @Post(':counterAllegationId/decisions')
  @Does(counterAllegations.decide)
  @HttpCode(204)
  @ApiNoContentResponse()
  decide(
    @CurrentActor() actor: Person,
    @Param('counterAllegationId', ParseUUIDPipe) id: string,
    @Body() decision: CounterDecisionForm,
  ): Promise<void> {
    return this.counters.decide(actor, id, decision);
  }
}

function listed({ id, foundBy, foundAt, outcome, version, ...sides }: CounterAllegation) {
  const referencesOf = (records: readonly RecordSeen[]) => records.map(({ reference }) => reference);
  const [earlier, later] = [referencesOf(sides.earlier), referencesOf(sides.later)];
  return { id, foundBy, foundAt, outcome, earlier, later, version };
}

function decided({ edition, considerations, outcome, ...said }: CounterDecision): CounterDecided {
  const { decidedBy, decidedAt, account, reason } = said;
  return { edition, considerations, outcome, decidedBy, decidedAt, account, reason };
}
