import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiParam,
  ApiQuery,
  ApiTags,
} from '@nestjs/swagger';
import { Created } from '../cases/case.api.js';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { CopiesService } from './copies.service.js';
import { CopyShown, copyShown } from './copy.api.js';
import { SharedAddressForm, SheetForm, ViewForm } from './copy.dto.js';
import { panels } from './panel.policy.js';
import { ReferralNamed } from './panel-which.js';
import type { WhichReferral } from './panel-referrals.service.js';
import { copies, shares } from './share.policy.js';
import { SharedCopyService } from './shared-copy.service.js';

@ApiTags('Sharing')
@Controller('api/v1/cases/:caseId')
export class CopiesApiController {
  constructor(
    private readonly copies: CopiesService,
    private readonly copy: SharedCopyService,
  ) {}

  /** Refused as `no-basis-to-share`, as anything shared is; as `no-view-for-them` where it cannot be shown to them, whyever that is. */
  @Post('views')
  @Does(copies.make)
  @ApiCreatedResponse({ type: Created })
  async makeView(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Body() view: ViewForm,
  ): Promise<Created> {
    return { id: await this.copies.makeView(actor, caseId, view) };
  }

  /** Refused as `no-basis-to-share`, as anything shared is. */
  @Post('panel-referrals/:panelReferralId/research-sheets')
  @Does(panels.keep)
  @ApiParam({ name: 'caseId', format: 'uuid' })
  @ApiParam({ name: 'panelReferralId', format: 'uuid' })
  @ApiCreatedResponse({ type: Created })
  async makeSheet(
    @CurrentActor() actor: Person,
    @ReferralNamed() which: WhichReferral,
    @Body() sheet: SheetForm,
  ): Promise<Created> {
    return { id: await this.copies.makeSheet(actor, which, sheet) };
  }

  /** A copy, without where anybody is, with a page of who looked at it. Of what was shared without one: not found. */
  @Get('shares/:shareId')
  @Does(shares.list)
  @ApiQuery({ name: 'page', required: false })
  @ApiOkResponse({ type: CopyShown })
  async show(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('shareId', ParseUUIDPipe) shareId: string,
    @Query('page') asked: unknown,
  ): Promise<CopyShown> {
    return copyShown(await this.copy.show(actor, { caseId, shareId }, asked));
  }

  /** Puts one address into a copy, which opens it, for the reason given. */
  @Post('shares/:shareId/addresses')
  @Does(copies.addAddress)
  @HttpCode(204)
  @ApiNoContentResponse()
  addAddress(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('shareId', ParseUUIDPipe) shareId: string,
    @Body() address: SharedAddressForm,
  ): Promise<void> {
    return this.copy.addAddress(actor, { caseId, shareId }, address);
  }
}
