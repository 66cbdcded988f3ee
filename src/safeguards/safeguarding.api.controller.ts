import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import {
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
import { ExclusionsService } from './exclusions.service.js';
import { exclusionReasons, type ExclusionReason } from './safeguard.codes.js';
import { ExclusionForm, LiftForm, NamingForm, SealForm } from './safeguard.dto.js';
import { exclusions, seals } from './safeguard.policy.js';
import { SealsService } from './seals.service.js';

class ExclusionListed {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() who!: string;
  @ApiProperty({ enum: codesOf(exclusionReasons) }) why!: ExclusionReason;
  @ApiProperty() madeAt!: Date;
  @ApiProperty({ type: [String], description: 'Of those of its cases and referrals that may be seen' })
  references!: readonly string[];
}

class ExclusionPage {
  @ApiProperty() page!: number;
  @ApiProperty() pages!: number;
  @ApiProperty() total!: number;
  @ApiProperty({ type: [ExclusionListed] }) rows!: ExclusionListed[];
}

@ApiTags('safeguards')
@Controller('api/v1')
export class SafeguardingApiController {
  constructor(
    private readonly exclusions: ExclusionsService,
    private readonly seals: SealsService,
  ) {}

  /** Who is kept from a record, where that is this supervisor's to look at, the latest first. */
  @Get('exclusions')
  @Does(exclusions.list)
  @ApiQuery({ name: 'page', required: false, type: Number })
  @ApiOkResponse({ type: ExclusionPage })
  async index(@CurrentActor() actor: Person, @Query('page') asked?: unknown): Promise<ExclusionPage> {
    const { page, pages, total, rows } = await this.exclusions.list(actor, asked);
    const listed = rows.map(({ id, who, why, madeAt, references }) => ({ id, who, why, madeAt, references }));
    return { page, pages, total, rows: listed };
  }

  @Post('exclusions/:exclusionId/lifting')
  @Does(exclusions.lift)
  @HttpCode(204)
  @ApiNoContentResponse()
  lift(
    @CurrentActor() actor: Person,
    @Param('exclusionId', ParseUUIDPipe) id: string,
    @Body() given: LiftForm,
  ): Promise<void> {
    return this.exclusions.lift(actor, id, given);
  }

  /** Keeps somebody from every record of this case's client. */
  @Post('cases/:caseId/exclusions')
  @Does(exclusions.exclude)
  @HttpCode(204)
  @ApiParam({ name: 'caseId', format: 'uuid' })
  @ApiNoContentResponse()
  exclude(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) id: string,
    @Body() given: ExclusionForm,
  ): Promise<void> {
    return this.exclusions.exclude(actor, { kind: 'cases', id }, given);
  }

  /** Seals every record of this case's client, for the people named alone. */
  @Post('cases/:caseId/seal')
  @Does(seals.seal)
  @HttpCode(204)
  @ApiNoContentResponse()
  seal(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) id: string,
    @Body() given: SealForm,
  ): Promise<void> {
    return this.seals.seal(actor, { kind: 'cases', id }, given);
  }

  /** Names one more person whom the records are for, such as the supervisor who takes them over. */
  @Post('cases/:caseId/seal/members')
  @Does(seals.name)
  @HttpCode(204)
  @ApiParam({ name: 'caseId', format: 'uuid' })
  @ApiNoContentResponse()
  name(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) id: string,
    @Body() given: NamingForm,
  ): Promise<void> {
    return this.seals.name(actor, { kind: 'cases', id }, given);
  }

  @Post('cases/:caseId/seal/lifting')
  @Does(seals.unseal)
  @HttpCode(204)
  @ApiNoContentResponse()
  unseal(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) id: string,
    @Body() given: LiftForm,
  ): Promise<void> {
    return this.seals.unseal(actor, { kind: 'cases', id }, given);
  }
}
