import { Controller, Get, Post, Query } from '@nestjs/common';
import { Open } from '../platform/http/access.js';
import { CurrentExchange, type Exchange } from '../platform/http/exchange.js';
import { emptyForm, Form, submit, type FormOf } from '../platform/http/form.js';
import { page, seeOther, type Page, type Redirect } from '../platform/page/page.js';
import { FirstStep } from './first-step.js';
import { NextStep } from './next-step.js';
import { PendingSignIns } from './pending-sign-ins.js';
import { SignInForm } from './sign-in.dto.js';
import { Sso } from './sso.service.js';

/** The first step of signing in. What follows is the second, or setting it up. */
@Controller('sign-in')
export class SignInController {
  constructor(
    private readonly firstStep: FirstStep,
    private readonly pending: PendingSignIns,
    private readonly next: NextStep,
    private readonly sso: Sso,
  ) {}

  @Get()
  @Open()
  new(@Query('after') after?: string): Page {
    return page('people/pages/sign-in.njk', {
      form: emptyForm,
      passwordChanged: after === 'new-password',
      formKept: after === 'signed-out',
      bySso: this.sso.isConfigured,
    });
  }

  @Post()
  @Open()
  create(
    @CurrentExchange() { request, response }: Exchange,
    @Form(SignInForm) form: FormOf<SignInForm>,
  ): Promise<Page | Redirect> {
    return submit(form, {
      act: async (given) => {
        const token = await this.firstStep.take(given, request);
        this.pending.give(token, response);
        const pending = await this.pending.find(token);
        return seeOther(pending ? await this.next.of(pending) : '/sign-in');
      },
      again: ({ values, errors }) =>
        page('people/pages/sign-in.njk', {
          form: { values: { email: values['email'] }, errors },
          bySso: this.sso.isConfigured,
        }),
    });
  }
}
