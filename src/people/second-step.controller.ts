import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Open } from '../platform/http/access.js';
import { emptyForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page, type Redirect } from '../platform/page/page.js';
import { Entrance } from './entrance.js';
import { PendingSignIns, type PendingSignIn } from './pending-sign-ins.js';
import type { SecondFactor } from './second-factor.codes.js';
import { mustAddPasskey, waysToProve } from './second-factor.rules.js';
import { CodeForm, PasskeyForm } from './sign-in.dto.js';
import { SecondProofs } from './second-proofs.js';

/** The second step of signing in. Its holder has shown a password and is not in yet. */
@Controller('sign-in')
export class SecondStepController {
  constructor(
    private readonly pending: PendingSignIns,
    private readonly proofs: SecondProofs,
    private readonly entrance: Entrance,
  ) {}

  @Get('second-step')
  @Open()
  async show(@Req() request: Request, form: RawForm = emptyForm): Promise<Page> {
    const ways = waysToProve(await this.proofs.standing(await this.pending.of(request)));
    return page('people/pages/second-step.njk', {
      form,
      byApp: ways.includes('app'),
      byPasskey: ways.includes('passkey'),
    });
  }

  @Post('second-step')
  @Open()
  create(
    @Form(CodeForm) form: FormOf<CodeForm>,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Page | Redirect> {
    return submit(form, {
      act: async ({ code }) => {
        const pending = await this.pending.of(request);
        await this.pending.spendATry(pending);
        return this.letIn(pending, await this.proofs.byCode(pending, code, request), { request, response });
      },
      again: ({ errors }) => this.show(request, { values: {}, errors }),
    });
  }

  /** Asks for a passkey: the answer is the page that waits for it. */
  @Post('passkey')
  @Open()
  async ask(@Req() request: Request, form: RawForm = emptyForm): Promise<Page> {
    const options = await this.proofs.askForPasskey(await this.pending.of(request));
    return page('people/pages/passkey.njk', {
      form,
      options,
      action: '/sign-in/passkey/answer',
      back: '/sign-in/second-step',
    });
  }

  @Post('passkey/answer')
  @Open()
  answer(
    @Form(PasskeyForm) form: FormOf<PasskeyForm>,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Page | Redirect> {
    return submit(form, {
      act: async ({ passkey }) => {
        const pending = await this.pending.of(request);
        await this.pending.spendATry(pending);
        return this.letIn(pending, await this.proofs.byPasskey(pending, passkey), { request, response });
      },
      again: ({ errors }) => this.ask(request, { values: {}, errors }),
    });
  }

  private async letIn(
    pending: PendingSignIn,
    method: SecondFactor,
    http: { request: Request; response: Response },
  ): Promise<Redirect> {
    if (mustAddPasskey(await this.proofs.standing(pending))) {
      await this.pending.prove(pending);
      return seeOther('/sign-in/set-up');
    }
    return seeOther(await this.entrance.comeIn(pending, method, http));
  }
}
