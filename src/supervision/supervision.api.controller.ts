import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import { Created } from '../cases/case.api.js';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { assessments } from '../risk/risk.policy.js';
import { awaitingBody, AwaitingPageBody } from './review.body.js';
import { DecideReview } from './review.dto.js';
import { reviews } from './review.policy.js';
import { SupervisionService } from './supervision.service.js';

@ApiTags('supervision')
@Controller('api/v1')
export class SupervisionApiController {
  constructor(private readonly supervision: SupervisionService) {}

  /** Assessments that await review: high first, then the longest waiting. */
  @Get('reviews')
  @Does(reviews.list)
  @ApiQuery({ name: 'page', required: false, type: Number })
  @ApiOkResponse({ type: AwaitingPageBody })
  async index(@CurrentActor() actor: Person, @Query('page') asked?: unknown): Promise<AwaitingPageBody> {
    return awaitingBody(await this.supervision.awaiting(actor, asked));
  }

  /** Agrees with an assessment, amends its band, or returns it. Never one's own. */
  @Post('assessments/:assessmentId/review')
  @Does(assessments.review)
  @ApiCreatedResponse({ type: Created })
  async create(
    @CurrentActor() actor: Person,
    @Param('assessmentId', ParseUUIDPipe) id: string,
    @Body() given: DecideReview,
  ): Promise<Created> {
    return { id: await this.supervision.review(actor, id, given) };
  }
}
