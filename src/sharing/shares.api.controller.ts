import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import { Created } from '../cases/case.api.js';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { OverridesService } from './overrides.service.js';
import { SharePage, sharePage } from './share.api.js';
import { OverrideForm, RevocationForm, ShareForm } from './share.dto.js';
import { shareOverrides, shares } from './share.policy.js';
import { SharesService } from './shares.service.js';

@ApiTags('Sharing')
@Controller('api/v1/cases/:caseId')
export class SharesApiController {
  constructor(
    private readonly shares: SharesService,
    private readonly overrides: OverridesService,
  ) {}

  @Get('shares')
  @Does(shares.list)
  @ApiQuery({ name: 'page', required: false })
  @ApiOkResponse({ type: SharePage })
  async list(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Query('page') asked: unknown,
  ): Promise<SharePage> {
    return sharePage((await this.shares.list(actor, caseId, asked)).paged);
  }

  /** Refused as `no-basis-to-share` where the client does not consent to exactly this and nobody answers for it. */
  @Post('shares')
  @Does(shares.share)
  @ApiCreatedResponse({ type: Created })
  async share(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Body() share: ShareForm,
  ): Promise<Created> {
    return { id: await this.shares.share(actor, caseId, share) };
  }

  @Post('shares/:shareId/revocation')
  @Does(shares.revoke)
  @HttpCode(204)
  @ApiNoContentResponse()
  revoke(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('shareId', ParseUUIDPipe) shareId: string,
    @Body() revocation: RevocationForm,
  ): Promise<void> {
    return this.shares.revoke(actor, { caseId, shareId }, revocation);
  }

  @Post('share-overrides')
  @Does(shareOverrides.make)
  @ApiCreatedResponse({ type: Created })
  async override(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Body() override: OverrideForm,
  ): Promise<Created> {
    return { id: await this.overrides.make(actor, caseId, override) };
  }
}
