import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { ToldOnce } from '../platform/http/once.interceptor.js';
import { FoundInBody } from './case.api.js';
import { LookForm } from './seen-before.dto.js';
import { seenBefore } from './seen-before.policy.js';
import { SeenBeforeService } from './seen-before.service.js';

class SeenBeforeBody {
  @ApiProperty({ enum: ['entered', 'asked'], description: 'Entered here, or asked about by another team' })
  what!: string;
  @ApiProperty() at!: Date;
  @ApiProperty({ type: String, nullable: true }) askedBy!: string | null;
  @ApiProperty({ type: [FoundInBody] }) in!: readonly FoundInBody[];
}

class SeenBeforePage {
  @ApiProperty() page!: number;
  @ApiProperty() pages!: number;
  @ApiProperty() total!: number;
  @ApiProperty({ type: [SeenBeforeBody] }) perpetrators!: readonly SeenBeforeBody[];
}

class LookedIntoBody {
  @ApiProperty({ type: [FoundInBody], description: 'Other cases and referrals that may be seen' })
  in!: readonly FoundInBody[];
  @ApiProperty({ description: 'Whether a supervisor of another team has been told' }) toldElsewhere!: boolean;
}

@ApiTags('Cases')
@Controller('api/v1')
export class SeenBeforeApiController {
  constructor(private readonly seenBefore: SeenBeforeService) {}

  /** Perpetrators of one's teams who were on record already, or of whom another team asked. */
  @Get('seen-before')
  @Does(seenBefore.list)
  @ApiQuery({ name: 'page', required: false })
  @ApiOkResponse({ type: SeenBeforePage })
  async list(@CurrentActor() actor: Person, @Query('page') asked: unknown): Promise<SeenBeforePage> {
    const { page, pages, total, rows } = await this.seenBefore.list(actor, asked);
    const perpetrators = rows.map(({ what, at, askedBy, in: where }) => ({
      ...{ what, at, askedBy },
      in: where.map(({ id, reference, kind }) => ({ id, reference, kind })),
    }));
    return { page, pages, total, perpetrators };
  }

  /** Where else the perpetrator of a case is, as far as whoever looks may see. */
  @Post('cases/:caseId/seen-before')
  @ToldOnce()
  @Does(seenBefore.look)
  @HttpCode(200)
  @ApiOkResponse({ type: LookedIntoBody })
  async look(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Body() given: LookForm,
  ): Promise<LookedIntoBody> {
    const { in: where, toldElsewhere } = await this.seenBefore.look(actor, caseId, given);
    return { in: where.map(({ id, reference, kind }) => ({ id, reference, kind })), toldElsewhere };
  }
}
