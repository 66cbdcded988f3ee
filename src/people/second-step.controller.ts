import { Controller, Get, Post } from '@nestjs/common';
import { Open } from '../platform/http/access.js';
import { CurrentExchange, type Exchange } from '../platform/http/exchange.js';
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
  async show(@CurrentExchange() { request }: Exchange, form: RawForm = emptyForm): Promise<Page> {
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
    @CurrentExchange() http: Exchange,
    @Form(CodeForm) form: FormOf<CodeForm>,
  ): Promise<Page | Redirect> {
    return submit(form, {
      act: ({ code }) => this.prove(http, (pending) => this.proofs.byCode(pending, code, http.request)),
      again: ({ errors }) => this.show(http, { values: {}, errors }),
    });
  }

  /** Asks for a passkey: the answer is the page that waits for it. */
  @Post('passkey')
  @Open()
  async ask(@CurrentExchange() { request }: Exchange, form: RawForm = emptyForm): Promise<Page> {
    const options = await this.proofs.askForPasskey(await this.pending.of(request));
    const action = '/sign-in/passkey/answer';
    return page('people/pages/passkey.njk', { form, options, action, back: '/sign-in/second-step' });
  }

  @Post('passkey/answer')
  @Open()
  answer(
    @CurrentExchange() http: Exchange,
    @Form(PasskeyForm) form: FormOf<PasskeyForm>,
  ): Promise<Page | Redirect> {
    return submit(form, {
      act: ({ passkey }) => this.prove(http, (pending) => this.proofs.byPasskey(pending, passkey)),
      again: ({ errors }) => this.ask(http, { values: {}, errors }),
    });
  }

  private async prove(
    http: Exchange,
    by: (pending: PendingSignIn) => Promise<SecondFactor>,
  ): Promise<Page | Redirect> {
    const pending = await this.pending.of(http.request);
    await this.pending.spendATry(pending);
    const method = await by(pending);
    if (!mustAddPasskey(await this.proofs.standing(pending)))
      return this.entrance.comeIn(pending, method, http);
    await this.pending.prove(pending);
    return seeOther('/sign-in/set-up');
  }
}
