import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiProperty, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { Person } from '../kernel/actor.js';
import { codesOf } from '../kernel/codelist.js';
import type { PlainDate } from '../kernel/plain-date.js';
import { identifierOwners, type IdentifierOwner } from '../parties/identifier.codes.js';
import { likenessVerdicts, type LikenessVerdict } from '../parties/likeness.codes.js';
import { MergeForm } from '../parties/likeness.dto.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { FoundInBody } from './case.api.js';
import { likenesses } from './likeness.policy.js';
import { LikenessesService } from './likenesses.service.js';

class WhomItMayBe {
  @ApiProperty() fullName!: string;
  @ApiProperty({ type: String, nullable: true }) knownAs!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) bornOn!: PlainDate | null;
}

class LikenessListed {
  @ApiProperty({ enum: codesOf(identifierOwners), description: 'Of whom of the case it may be' })
  whose!: IdentifierOwner;
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() fullName!: string;
  @ApiProperty({ type: String, nullable: true }) knownAs!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) bornOn!: PlainDate | null;
  @ApiProperty({ type: [String], description: 'Why they may be the same' }) reasons!: readonly string[];
  @ApiProperty({ enum: codesOf(likenessVerdicts), nullable: true, description: 'Null where it is to decide' })
  verdict!: LikenessVerdict | null;
  @ApiProperty({ type: String, nullable: true }) decidedBy!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) decidedAt!: Date | null;
  @ApiProperty({ type: String, nullable: true }) why!: string | null;
  @ApiProperty({ type: [FoundInBody] }) in!: readonly FoundInBody[];
  @ApiProperty({ description: 'Whom it may be, as the case itself has them' }) ours!: WhomItMayBe;
}

class LikenessPage {
  @ApiProperty() page!: number;
  @ApiProperty() pages!: number;
  @ApiProperty({ description: 'Of those who may be seen' }) total!: number;
  @ApiProperty({ type: [LikenessListed] }) likenesses!: readonly LikenessListed[];
}

@ApiTags('Clients')
@Controller('api/v1/cases/:caseId/likenesses')
export class LikenessesApiController {
  constructor(private readonly likenesses: LikenessesService) {}

  /** Records that may be of the client or the perpetrator of the case, are, or were found not to be. */
  @Get()
  @Does(likenesses.view)
  @ApiQuery({ name: 'page', required: false })
  @ApiOkResponse({ type: LikenessPage })
  async list(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Query('page') asked: unknown,
  ): Promise<LikenessPage> {
    const { page, pages, total, rows } = (await this.likenesses.list(actor, { caseId, asked })).paged;
    const listed = rows.map(({ in: where, ...record }) => ({
      ...record,
      in: where.map(({ id, reference, kind }) => ({ id, reference, kind })),
    }));
    return { page, pages, total, likenesses: listed };
  }

  /** That they are two people. It is asked about again when more of them is the same. */
  @Post(':otherId/difference')
  @Does(likenesses.tellApart)
  @HttpCode(204)
  @ApiNoContentResponse()
  tellApart(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('otherId', ParseUUIDPipe) otherId: string,
  ): Promise<void> {
    return this.likenesses.tellApart(actor, { caseId, otherId });
  }

  /** That they are one person. */
  @Post(':otherId/merge')
  @Does(likenesses.merge)
  @HttpCode(204)
  @ApiNoContentResponse()
  merge(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('otherId', ParseUUIDPipe) otherId: string,
    @Body() given: MergeForm,
  ): Promise<void> {
    return this.likenesses.merge(actor, { caseId, otherId }, given);
  }

  /** That they were not after all. Each record is as it was, with what was done in it since. */
  @Post(':otherId/unmerging')
  @Does(likenesses.merge)
  @HttpCode(204)
  @ApiNoContentResponse()
  unmerge(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('otherId', ParseUUIDPipe) otherId: string,
    @Body() given: MergeForm,
  ): Promise<void> {
    return this.likenesses.unmerge(actor, { caseId, otherId }, given);
  }
}
