import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiParam,
  ApiProperty,
  ApiQuery,
  ApiTags,
} from '@nestjs/swagger';
import type { Person } from '../kernel/actor.js';
import { codesOf } from '../kernel/codelist.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import {
  erasureDecisions,
  erasureObstacles,
  erasureReasons,
  type ErasureDecision,
  type ErasureObstacle,
  type ErasureReason,
} from './erasure.codes.js';
import { ErasureForm } from './erasure.dto.js';
import { erasures } from './erasure.policy.js';
import { ErasuresService } from './erasures.service.js';

class ErasureProposed {
  @ApiProperty({ format: 'uuid' }) id!: string;
}

class ErasureBody {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) clientId!: string;
  @ApiProperty({ type: [String], description: 'Of the client’s cases and referrals' })
  references!: readonly string[];
  @ApiProperty({ enum: codesOf(erasureReasons) }) why!: ErasureReason;
  @ApiProperty() proposedBy!: string;
  @ApiProperty({ type: String, format: 'date-time' }) proposedAt!: Date;
  @ApiProperty({ type: String, format: 'date-time' }) expiresAt!: Date;
  @ApiProperty({ enum: codesOf(erasureDecisions), nullable: true }) decision!: ErasureDecision | null;
  @ApiProperty({ type: String, nullable: true }) decidedBy!: string | null;
  @ApiProperty() waiting!: boolean;
  @ApiProperty({
    enum: codesOf(erasureObstacles),
    nullable: true,
    description: 'Why whoever asks cannot approve it',
  })
  obstacle!: ErasureObstacle | null;
}

class ErasurePage {
  @ApiProperty() page!: number;
  @ApiProperty() pages!: number;
  @ApiProperty() total!: number;
  @ApiProperty({ type: [ErasureBody] }) rows!: readonly ErasureBody[];
}

@ApiTags('retention')
@Controller('api/v1')
export class ErasuresApiController {
  constructor(private readonly erasures: ErasuresService) {}

  /** Proposes that this case's client be forgotten, in every record of theirs. Another supervisor approves it. */
  @Post('cases/:caseId/erasure')
  @Does(erasures.propose)
  @ApiParam({ name: 'caseId', format: 'uuid' })
  @ApiCreatedResponse({ type: ErasureProposed })
  async create(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) id: string,
    @Body() given: ErasureForm,
  ): Promise<ErasureProposed> {
    return { id: await this.erasures.propose(actor, { kind: 'cases', id }, given) };
  }

  @Get('erasures')
  @Does(erasures.view)
  @ApiQuery({ name: 'page', required: false, type: Number })
  @ApiOkResponse({ type: ErasurePage })
  async list(@CurrentActor() actor: Person, @Query('page') asked?: unknown): Promise<ErasurePage> {
    const { page, pages, total, rows } = await this.erasures.list(actor, asked);
    return { page, pages, total, rows };
  }

  @Get('erasures/:erasureId')
  @Does(erasures.view)
  @ApiOkResponse({ type: ErasureBody })
  show(@CurrentActor() actor: Person, @Param('erasureId', ParseUUIDPipe) id: string): Promise<ErasureBody> {
    return this.erasures.show(actor, id);
  }

  /** Destroys the keys of all that was said of the client. It cannot be undone. */
  @Post('erasures/:erasureId/approval')
  @Does(erasures.approve)
  @HttpCode(204)
  @ApiNoContentResponse()
  approve(@CurrentActor() actor: Person, @Param('erasureId', ParseUUIDPipe) id: string): Promise<void> {
    return this.erasures.approve(actor, id);
  }

  @Post('erasures/:erasureId/refusal')
  @Does(erasures.refuse)
  @HttpCode(204)
  @ApiNoContentResponse()
  refuse(@CurrentActor() actor: Person, @Param('erasureId', ParseUUIDPipe) id: string): Promise<void> {
    return this.erasures.refuse(actor, id);
  }
}
