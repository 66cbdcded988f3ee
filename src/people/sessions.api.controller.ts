import { Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Req } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { CurrentExchange, type Exchange } from '../platform/http/exchange.js';
import { KnownDevices } from './known-devices.js';
import { OwnSessions, type OwnSession } from './own-sessions.service.js';
import { ownSignIn } from './sign-in.policy.js';

const session = {
  id: { type: 'string', format: 'uuid' },
  beganAt: { type: 'string', format: 'date-time' },
  lastSeenAt: { type: 'string', format: 'date-time' },
  method: { type: 'string', enum: ['app', 'passkey', 'recovery_code', 'sso'] },
  isThisOne: { type: 'boolean' },
  sameNetwork: { type: 'boolean' },
};

@ApiTags('session')
@Controller('api/v1/account/sessions')
export class SessionsApiController {
  constructor(
    private readonly sessions: OwnSessions,
    private readonly devices: KnownDevices,
  ) {}

  @Get()
  @Does(ownSignIn.view)
  @ApiOkResponse({ schema: { type: 'array', items: { properties: session } } })
  list(@CurrentActor() actor: Person, @Req() request: Request): Promise<OwnSession[]> {
    return this.sessions.list(actor, this.devices.placeOf(request));
  }

  /** Asking is using it: so whoever is about to be signed out stays. */
  @Get('current')
  @Does(ownSignIn.view)
  @ApiOkResponse({ schema: { properties: { endsAt: { type: 'string', format: 'date-time' } } } })
  current(@CurrentExchange() { request: { sessionEndsAt } }: Exchange): { endsAt: Date | undefined } {
    return { endsAt: sessionEndsAt };
  }

  /** Ends every session but the one that asks. */
  @Delete()
  @Does(ownSignIn.endSession)
  @HttpCode(204)
  @ApiNoContentResponse()
  removeOthers(@CurrentActor() actor: Person): Promise<void> {
    return this.sessions.endOthers(actor);
  }

  @Delete(':sessionId')
  @Does(ownSignIn.endSession)
  @HttpCode(204)
  @ApiNoContentResponse()
  remove(@CurrentActor() actor: Person, @Param('sessionId', ParseUUIDPipe) sessionId: string): Promise<void> {
    return this.sessions.end(actor, sessionId);
  }
}
