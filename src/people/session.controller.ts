import { Body, Controller, Delete, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Open } from '../platform/http/access.js';
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
  async remove(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<Redirect> {
    await this.sessions.end(request, response);
    return seeOther('/sign-in');
  }

  @Post('api/v1/session')
  @Open()
  @HttpCode(204)
  @ApiNoContentResponse()
  async createForProgram(
    @Body() given: SignInByProgram,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    await this.signIn.take(given, { request, response });
  }

  @Delete('api/v1/session')
  @Open()
  @HttpCode(204)
  @ApiNoContentResponse()
  async removeForProgram(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    await this.sessions.end(request, response);
  }
}
