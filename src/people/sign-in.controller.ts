import { Body, Controller, Delete, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { RuleBroken } from '../kernel/errors.js';
import { Open } from '../platform/http/access.js';
import { emptyForm, Form, submit, type FormOf } from '../platform/http/form.js';
import { Sessions } from '../platform/http/session.js';
import { page, seeOther, type Page, type Redirect } from '../platform/page/page.js';
import { SignInForm } from './sign-in.dto.js';
import { SignIn } from './sign-in.service.js';

@Controller()
export class SignInController {
  constructor(
    private readonly signIn: SignIn,
    private readonly sessions: Sessions,
  ) {}

  @Get('sign-in')
  @Open()
  new(@Query('after') after?: string): Page {
    return page('people/pages/sign-in.njk', { form: emptyForm, passwordChanged: after === 'new-password' });
  }

  @Post('sign-in')
  @Open()
  create(
    @Form(SignInForm) form: FormOf<SignInForm>,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ) {
    return submit(form, {
      act: async (given) => {
        await this.begin(given, request, response);
        return seeOther('/home');
      },
      again: ({ values, errors }) =>
        page('people/pages/sign-in.njk', { form: { values: { email: values['email'] }, errors } }),
    });
  }

  @Post('sign-out')
  @Open()
  async remove(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<Redirect> {
    await this.sessions.end(request, response);
    return seeOther('/sign-in');
  }

  @Post('api/v1/session')
  @Open()
  @HttpCode(204)
  async createForProgram(
    @Body() given: SignInForm,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ) {
    await this.begin(given, request, response);
  }

  @Delete('api/v1/session')
  @Open()
  @HttpCode(204)
  async removeForProgram(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    await this.sessions.end(request, response);
  }

  private async begin({ email, password }: SignInForm, request: Request, response: Response): Promise<void> {
    const result = await this.signIn.tryWith(email, password, request.ip ?? '');
    if ('refused' in result) throw refusals[result.refused];
    await this.sessions.begin(result.staffId, response);
  }
}

const refusals = {
  wrong: new RuleBroken(
    'sign-in-refused',
    'That email address and password do not go together. Check both and try again.',
  ),
  wait: new RuleBroken(
    'sign-in-throttled',
    'There were too many tries. Wait a quarter of an hour, then try again.',
  ),
} as const;
