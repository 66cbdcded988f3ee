import { Controller, Get, Param, ParseUUIDPipe, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { page, seeOther, type Page, type Redirect } from '../platform/page/page.js';
import { accountFactorsView, sessionRow } from './account.view.js';
import { KnownDevices } from './known-devices.js';
import { OwnFactors } from './own-factors.service.js';
import { OwnSessions } from './own-sessions.service.js';
import { Sso } from './sso.service.js';
import { ownSignIn } from './sign-in.policy.js';

/** One's own account: what it signs in with, where it is signed in, and what changed since one last looked. */
@Controller('account')
export class AccountPagesController {
  constructor(
    private readonly factors: OwnFactors,
    private readonly sessions: OwnSessions,
    private readonly devices: KnownDevices,
    private readonly sso: Sso,
  ) {}

  @Get()
  @Does(ownSignIn.view)
  async show(@CurrentActor() actor: Person, @Req() request: Request): Promise<Page> {
    const factors = accountFactorsView(await this.factors.view(actor));
    const sessions = await this.sessions.list(actor, this.devices.placeOf(request));
    return page('people/pages/account.njk', {
      factors,
      sessions: sessions.map(sessionRow),
      bySso: this.sso.isConfigured,
    });
  }

  @Post('notices')
  @Does(ownSignIn.view)
  async seen(@CurrentActor() actor: Person): Promise<Redirect> {
    await this.factors.noticesSeen(actor);
    return seeOther('/home');
  }

  @Post('sessions/others/end')
  @Does(ownSignIn.endSession)
  async endOthers(@CurrentActor() actor: Person): Promise<Redirect> {
    await this.sessions.endOthers(actor);
    return seeOther('/account');
  }

  @Post('sessions/:sessionId/end')
  @Does(ownSignIn.endSession)
  async end(
    @CurrentActor() actor: Person,
    @Param('sessionId', ParseUUIDPipe) sessionId: string,
  ): Promise<Redirect> {
    await this.sessions.end(actor, sessionId);
    return seeOther('/account');
  }
}
