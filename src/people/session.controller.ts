import { Body, Controller, Delete, HttpCode, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import { Open } from '../platform/http/access.js';
import { CurrentExchange, type Exchange } from '../platform/http/exchange.js';
import { Sessions } from '../platform/http/session.js';
import { seeOther, type Redirect } from '../platform/page/page.js';
import { ProgramSignIn } from './program-sign-in.js';
import { SignInByProgram } from './sign-in.dto.js';

/** Signing out, and signing in and out by program. */
@ApiTags('session')
@Controller()
export class SignOutController {
  constructor(
    private readonly signIn: ProgramSignIn,
    private readonly sessions: Sessions,
  ) {}

  @Post('sign-out')
  @Open()
  async remove(@CurrentExchange() http: Exchange): Promise<Redirect> {
    await this.sessions.end(http);
    return seeOther('/sign-in');
  }

  @Post('api/v1/session')
  @Open()
  @HttpCode(204)
  @ApiNoContentResponse()
  createForProgram(@CurrentExchange() http: Exchange, @Body() given: SignInByProgram): Promise<void> {
    return this.signIn.take(given, http);
  }

  @Delete('api/v1/session')
  @Open()
  @HttpCode(204)
  @ApiNoContentResponse()
  removeForProgram(@CurrentExchange() http: Exchange): Promise<void> {
    return this.sessions.end(http);
  }
}
