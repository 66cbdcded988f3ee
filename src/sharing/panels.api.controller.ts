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
import { PanelReferralPage, panelReferralPage, PanelReferralShown, panelReferralShown } from './panel.api.js';
import * as forms from './panel.dto.js';
import { panels } from './panel.policy.js';
import { PanelActionsService, type WhichAction } from './panel-actions.service.js';
import { PanelReferralsService, type WhichReferral } from './panel-referrals.service.js';
import { ActionNamed, ReferralNamed } from './panel-which.js';

const caseId = { name: 'caseId', format: 'uuid' } as const;
const panelReferralId = { ...caseId, name: 'panelReferralId' } as const;

@ApiTags('Sharing')
@Controller('api/v1')
export class PanelsApiController {
  constructor(
    private readonly referrals: PanelReferralsService,
    private readonly actions: PanelActionsService,
  ) {}

  @Get('cases/:caseId/panel-referrals')
  @Does(panels.view)
  @ApiQuery({ name: 'page', required: false })
  @ApiOkResponse({ type: PanelReferralPage })
  async list(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) id: string,
    @Query('page') asked: unknown,
  ): Promise<PanelReferralPage> {
    return panelReferralPage((await this.referrals.list(actor, id, asked)).paged);
  }

  /** Refused as `no-basis-to-share`, as anything shared is; as `repeat-against-what-was-found` without a reason. */
  @Post('cases/:caseId/panel-referrals')
  @Does(panels.refer)
  @ApiCreatedResponse({ type: Created })
  async refer(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) id: string,
    @Body() referral: forms.PanelReferralForm,
  ): Promise<Created> {
    return { id: await this.referrals.refer(actor, id, referral) };
  }

  /** A referral that another agency made. Nothing goes to anybody by it. */
  @Post('cases/:caseId/others-panel-referrals')
  @Does(panels.keep)
  @ApiCreatedResponse({ type: Created })
  async recordOthers(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) id: string,
    @Body() referral: forms.OthersPanelReferralForm,
  ): Promise<Created> {
    return { id: await this.referrals.recordOthers(actor, id, referral) };
  }

  /** With a page of what was agreed there. */
  @Get('cases/:caseId/panel-referrals/:panelReferralId')
  @Does(panels.view)
  @ApiParam(caseId)
  @ApiParam(panelReferralId)
  @ApiQuery({ name: 'page', required: false })
  @ApiOkResponse({ type: PanelReferralShown })
  async show(
    @CurrentActor() actor: Person,
    @ReferralNamed() which: WhichReferral,
    @Query('page') asked: unknown,
  ): Promise<PanelReferralShown> {
    const { referral, actions } = await this.referrals.show(actor, which, asked);
    return panelReferralShown(referral, actions);
  }

  @Post('cases/:caseId/panel-referrals/:panelReferralId/meeting')
  @Does(panels.keep)
  @HttpCode(204)
  @ApiParam(caseId)
  @ApiParam(panelReferralId)
  @ApiNoContentResponse()
  setMeeting(
    @CurrentActor() actor: Person,
    @ReferralNamed() which: WhichReferral,
    @Body() meeting: forms.PanelMeetingForm,
  ): Promise<void> {
    return this.referrals.setMeeting(actor, which, meeting);
  }

  @Post('cases/:caseId/panel-referrals/:panelReferralId/actions')
  @Does(panels.keep)
  @ApiParam(caseId)
  @ApiParam(panelReferralId)
  @ApiCreatedResponse({ type: Created })
  async addAction(
    @CurrentActor() actor: Person,
    @ReferralNamed() which: WhichReferral,
    @Body() action: forms.PanelActionForm,
  ): Promise<Created> {
    return { id: await this.actions.add(actor, which, action) };
  }

  @Post('cases/:caseId/panel-referrals/:panelReferralId/actions/:actionId/completion')
  @Does(panels.keep)
  @HttpCode(204)
  @ApiParam(caseId)
  @ApiParam(panelReferralId)
  @ApiParam({ ...caseId, name: 'actionId' })
  @ApiNoContentResponse()
  complete(
    @CurrentActor() actor: Person,
    @ActionNamed() which: WhichAction,
    @Body() done: forms.PanelActionDoneForm,
  ): Promise<void> {
    return this.actions.complete(actor, which, done);
  }
}
