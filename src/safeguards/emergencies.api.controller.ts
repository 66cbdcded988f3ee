import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiProperty,
  ApiQuery,
  ApiTags,
} from '@nestjs/swagger';
import type { Person } from '../kernel/actor.js';
import { codesOf } from '../kernel/codelist.js';
import type { PlainDate } from '../kernel/plain-date.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { EmergenciesService } from './emergencies.service.js';
import { EmergencyForm, JudgementForm } from './emergency.dto.js';
import { emergencyReasons, type EmergencyReason } from './safeguard.codes.js';
import { emergencies } from './safeguard.policy.js';

class EmergencyOpened {
  @ApiProperty({ format: 'uuid' }) caseId!: string;
}

class EmergencyListed {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) staffId!: string;
  @ApiProperty({ enum: codesOf(emergencyReasons) }) why!: EmergencyReason;
  @ApiProperty() beganAt!: Date;
  @ApiProperty() endsAt!: Date;
  @ApiProperty({ type: String, format: 'date', description: 'The last day, inclusive' }) dueOn!: PlainDate;
  @ApiProperty() escalated!: boolean;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) caseId!: string | null;
}

class EmergencyPage {
  @ApiProperty() page!: number;
  @ApiProperty() pages!: number;
  @ApiProperty() total!: number;
  @ApiProperty({ type: [EmergencyListed] }) rows!: EmergencyListed[];
}

@ApiTags('safeguards')
@Controller('api/v1/emergency-access')
export class EmergenciesApiController {
  constructor(private readonly emergencies: EmergenciesService) {}

  /** What one was told of and nobody has judged yet, the soonest due first. */
  @Get()
  @Does(emergencies.review)
  @ApiQuery({ name: 'page', required: false, type: Number })
  @ApiOkResponse({ type: EmergencyPage })
  async index(@CurrentActor() actor: Person, @Query('page') asked?: unknown): Promise<EmergencyPage> {
    const { page, pages, total, rows } = (await this.emergencies.toReview(actor, asked)).paged;
    const listed = rows.map(({ id, staffId, why, beganAt, endsAt, dueOn, escalated, caseId }) => {
      return { id, staffId, why, beganAt, endsAt, dueOn, escalated, caseId };
    });
    return { page, pages, total, rows: listed };
  }

  /** Opens a case of another team for some hours. What cannot be opened is refused in one way, whatever the reason. */
  @Post()
  @Does(emergencies.open)
  @ApiCreatedResponse({ type: EmergencyOpened })
  async create(@CurrentActor() actor: Person, @Body() given: EmergencyForm): Promise<EmergencyOpened> {
    return { caseId: await this.emergencies.open(actor, given) };
  }

  @Post(':emergencyId/decision')
  @Does(emergencies.judge)
  @HttpCode(204)
  @ApiNoContentResponse()
  judge(
    @CurrentActor() actor: Person,
    @Param('emergencyId', ParseUUIDPipe) id: string,
    @Body() given: JudgementForm,
  ): Promise<void> {
    return this.emergencies.judge(actor, id, given);
  }
}
