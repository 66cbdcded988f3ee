import { Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Open } from '../platform/http/access.js';
import { emptyForm, Form, submit, type FormOf } from '../platform/http/form.js';
import { page, seeOther, type Page, type Redirect } from '../platform/page/page.js';
import { AppOffers } from './app-offers.js';
import { FirstStep } from './first-step.js';
import { PendingSignIns } from './pending-sign-ins.js';
import { waysToEnrol, waysToProve } from './second-factor.rules.js';
import { SecondFactors } from './second-factors.service.js';
import { SignInForm } from './sign-in.dto.js';

/** The first step of signing in. What follows is the second, or setting it up. */
@Controller('sign-in')
export class SignInController {
  constructor(
    private readonly firstStep: FirstStep,
    private readonly pending: PendingSignIns,
    private readonly factors: SecondFactors,
    private readonly offers: AppOffers,
  ) {}

  @Get()
  @Open()
  new(@Query('after') after?: string): Page {
    return page('people/pages/sign-in.njk', { form: emptyForm, passwordChanged: after === 'new-password' });
  }

  @Post()
  @Open()
  create(
    @Form(SignInForm) form: FormOf<SignInForm>,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Page | Redirect> {
    return submit(form, {
      act: async (given) => {
        const token = await this.firstStep.take(given, request);
        this.pending.give(token, response);
        return this.next(token);
      },
      again: ({ values, errors }) =>
        page('people/pages/sign-in.njk', { form: { values: { email: values['email'] }, errors } }),
    });
  }

  private async next(token: string): Promise<Redirect> {
    const pending = await this.pending.find(token);
    if (!pending) return seeOther('/sign-in');
    const standing = await this.factors.standing(pending);
    if (waysToProve(standing).length > 0) return seeOther('/sign-in/second-step');
    if (waysToEnrol(standing).includes('app')) await this.offers.offer(pending);
    return seeOther('/sign-in/set-up');
  }
}
