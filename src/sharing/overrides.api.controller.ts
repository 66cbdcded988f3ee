import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { OverridesService } from './overrides.service.js';
import { OverridePage, overridePage } from './share.api.js';
import { OverrideJudgementForm } from './share.dto.js';
import { shareOverrides } from './share.policy.js';

@ApiTags('Sharing')
@Controller('api/v1/share-overrides')
export class OverridesApiController {
  constructor(private readonly overrides: OverridesService) {}

  /** Those that nobody has judged yet, the longest waiting first. */
  @Get()
  @Does(shareOverrides.review)
  @ApiQuery({ name: 'page', required: false })
  @ApiOkResponse({ type: OverridePage })
  async list(@CurrentActor() actor: Person, @Query('page') asked: unknown): Promise<OverridePage> {
    return overridePage(await this.overrides.toJudge(actor, asked));
  }

  @Post(':overrideId/judgement')
  @Does(shareOverrides.judge)
  @HttpCode(204)
  @ApiNoContentResponse()
  judge(
    @CurrentActor() actor: Person,
    @Param('overrideId', ParseUUIDPipe) id: string,
    @Body() judgement: OverrideJudgementForm,
  ): Promise<void> {
    return this.overrides.judge(actor, id, judgement);
  }
}
