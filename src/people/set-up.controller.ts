import { Controller, Get, Post } from '@nestjs/common';
import { Open } from '../platform/http/access.js';
import { CurrentExchange, type Exchange } from '../platform/http/exchange.js';
import { emptyForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, type Page, type Redirect } from '../platform/page/page.js';
import { Entrance } from './entrance.js';
import { FirstFactors } from './first-factors.service.js';
import { PendingSignIns, type PendingSignIn } from './pending-sign-ins.js';
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
  async show(@CurrentExchange() { request }: Exchange, form: RawForm = emptyForm): Promise<Page> {
    const app = await this.offered.app(await this.pending.of(request));
    return page('people/pages/set-up.njk', { form, app });
  }

  @Post('app')
  @Open()
  byApp(@CurrentExchange() http: Exchange, @Form(CodeForm) form: FormOf<CodeForm>): Promise<Page | Redirect> {
    return submit(form, {
      act: ({ code }) => this.enrol(http, 'app', (pending) => this.firstFactors.byApp(pending, code)),
      again: ({ errors }) => this.show(http, { values: {}, errors }),
    });
  }

  /** Asks for a new passkey: the answer is the page that waits for it. */
  @Post('passkey')
  @Open()
  async ask(@CurrentExchange() { request }: Exchange, form: RawForm = emptyForm): Promise<Page> {
    const options = await this.offered.askForPasskey(await this.pending.of(request));
    const action = '/sign-in/set-up/passkey/answer';
    return page('people/pages/passkey-new.njk', { form, options, action, back: '/sign-in/set-up' });
  }

  @Post('passkey/answer')
  @Open()
  byPasskey(
    @CurrentExchange() http: Exchange,
    @Form(NewPasskeyForm) form: FormOf<NewPasskeyForm>,
  ): Promise<Page | Redirect> {
    return submit(form, {
      act: ({ passkey, name }) =>
        this.enrol(http, 'passkey', (pending) => this.firstFactors.byPasskey(pending, passkey, name)),
      again: ({ values, errors }) => this.ask(http, { values: { name: values['name'] }, errors }),
    });
  }

  /** The recovery codes are in this answer and nowhere else. */
  private async enrol(
    http: Exchange,
    method: 'app' | 'passkey',
    by: (pending: PendingSignIn) => Promise<readonly string[]>,
  ): Promise<Page | Redirect> {
    const pending = await this.pending.of(http.request);
    await this.pending.spendATry(pending);
    const codes = await by(pending);
    const next = await this.entrance.comeIn(pending, method, http);
    return codes.length > 0 ? page('people/pages/recovery-codes.njk', { codes, next: '/home' }) : next;
  }
}
