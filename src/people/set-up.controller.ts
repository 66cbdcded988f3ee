import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Open } from '../platform/http/access.js';
import { emptyForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page, type Redirect } from '../platform/page/page.js';
import { Entrance } from './entrance.js';
import { FirstFactors } from './first-factors.service.js';
import { PendingSignIns, type PendingSignIn } from './pending-sign-ins.js';
import type { SecondFactor } from './second-factor.codes.js';
import { CodeForm, NewPasskeyForm } from './sign-in.dto.js';
import { NewFactors } from './new-factors.js';

/** Setting up a second step, before anything else, for whoever has none or not the one their service requires. */
@Controller('sign-in/set-up')
export class SetUpController {
  constructor(
    private readonly pending: PendingSignIns,
    private readonly offered: NewFactors,
    private readonly firstFactors: FirstFactors,
    private readonly entrance: Entrance,
  ) {}

  @Get()
  @Open()
  async show(@Req() request: Request, form: RawForm = emptyForm): Promise<Page> {
    const app = await this.offered.app(await this.pending.of(request));
    return page('people/pages/set-up.njk', { form, app });
  }

  @Post('app')
  @Open()
  byApp(
    @Form(CodeForm) form: FormOf<CodeForm>,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Page | Redirect> {
    return submit(form, {
      act: async ({ code }) => {
        const pending = await this.pending.of(request);
        const codes = await this.firstFactors.byApp(pending, code);
        return this.letIn(pending, { method: 'app', codes }, { request, response });
      },
      again: ({ errors }) => this.show(request, { values: {}, errors }),
    });
  }

  /** Asks for a new passkey: the answer is the page that waits for it. */
  @Post('passkey')
  @Open()
  async ask(@Req() request: Request, form: RawForm = emptyForm): Promise<Page> {
    const options = await this.offered.askForPasskey(await this.pending.of(request));
    return page('people/pages/passkey-new.njk', {
      form,
      options,
      action: '/sign-in/set-up/passkey/answer',
      back: '/sign-in/set-up',
    });
  }

  @Post('passkey/answer')
  @Open()
  byPasskey(
    @Form(NewPasskeyForm) form: FormOf<NewPasskeyForm>,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Page | Redirect> {
    return submit(form, {
      act: async ({ passkey, name }) => {
        const pending = await this.pending.of(request);
        const codes = await this.firstFactors.byPasskey(pending, passkey, name);
        return this.letIn(pending, { method: 'passkey', codes }, { request, response });
      },
      again: ({ values, errors }) => this.ask(request, { values: { name: values['name'] }, errors }),
    });
  }

  /** The recovery codes are in this answer and nowhere else. */
  private async letIn(
    pending: PendingSignIn,
    { method, codes }: { method: SecondFactor; codes: readonly string[] },
    http: { request: Request; response: Response },
  ): Promise<Page | Redirect> {
    const next = await this.entrance.comeIn(pending, method, http);
    return codes.length > 0
      ? page('people/pages/recovery-codes.njk', { codes, next: '/home' })
      : seeOther(next);
  }
}
