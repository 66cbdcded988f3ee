import { Controller, Get, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { emptyForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { ToldOnce } from '../platform/http/once.interceptor.js';
import { page, seeOther, type Page, type Redirect } from '../platform/page/page.js';
import { OwnFactors } from './own-factors.service.js';
import { CodeForm, NewPasskeyForm } from './sign-in.dto.js';
import { ownSignIn } from './sign-in.policy.js';

/** Adding and removing one's own second factors, each only just after showing one. */
@Controller('account')
export class OwnFactorsPagesController {
  constructor(private readonly factors: OwnFactors) {}

  @Post('app')
  @Does(ownSignIn.changeSecondStep)
  async offer(@CurrentActor() actor: Person): Promise<Redirect> {
    await this.factors.offerApp(actor);
    return seeOther('/account/app');
  }

  @Get('app')
  @Does(ownSignIn.changeSecondStep)
  async app(@CurrentActor() actor: Person, form: RawForm = emptyForm): Promise<Page> {
    return page('people/pages/account-app.njk', { form, app: await this.factors.offeredApp(actor) });
  }

  @Post('app/proof')
  @Does(ownSignIn.changeSecondStep)
  addApp(@CurrentActor() actor: Person, @Form(CodeForm) form: FormOf<CodeForm>): Promise<Page | Redirect> {
    return submit(form, {
      act: ({ code }) => this.done(this.factors.addApp(actor, code)),
      again: ({ errors }) => this.app(actor, { values: {}, errors }),
    });
  }

  @Get('app/removal')
  @Does(ownSignIn.changeSecondStep)
  askToRemoveApp(): Page {
    const action = '/account/app/removal';
    return page('people/pages/removal.njk', { what: 'your authenticator app', action });
  }

  @Post('app/removal')
  @Does(ownSignIn.changeSecondStep)
  removeApp(@CurrentActor() actor: Person): Promise<Redirect> {
    return this.done(this.factors.removeApp(actor));
  }

  /** Asks for a new passkey: the answer is the page that waits for it. */
  @Post('passkeys')
  @Does(ownSignIn.changeSecondStep)
  async ask(@CurrentActor() actor: Person, form: RawForm = emptyForm): Promise<Page> {
    const options = await this.factors.askForPasskey(actor);
    const action = '/account/passkeys/answer';
    return page('people/pages/passkey-new.njk', { form, options, action, back: '/account' });
  }

  @Post('passkeys/answer')
  @Does(ownSignIn.changeSecondStep)
  addPasskey(
    @CurrentActor() actor: Person,
    @Form(NewPasskeyForm) form: FormOf<NewPasskeyForm>,
  ): Promise<Page | Redirect> {
    return submit(form, {
      act: ({ passkey, name }) => this.done(this.factors.addPasskey(actor, passkey, name)),
      again: ({ values, errors }) => this.ask(actor, { values: { name: values['name'] }, errors }),
    });
  }

  @Get('passkeys/:passkeyId/removal')
  @Does(ownSignIn.changeSecondStep)
  async askToRemovePasskey(
    @CurrentActor() actor: Person,
    @Param('passkeyId', ParseUUIDPipe) passkeyId: string,
  ): Promise<Page> {
    const { name } = await this.factors.passkey(actor, passkeyId);
    const action = `/account/passkeys/${passkeyId}/removal`;
    return page('people/pages/removal.njk', { what: `the passkey ${name}`, action });
  }

  @Post('passkeys/:passkeyId/removal')
  @Does(ownSignIn.changeSecondStep)
  removePasskey(
    @CurrentActor() actor: Person,
    @Param('passkeyId', ParseUUIDPipe) passkeyId: string,
  ): Promise<Redirect> {
    return this.done(this.factors.removePasskey(actor, passkeyId));
  }

  /** The codes are in this answer and nowhere else. */
  @Post('recovery-codes')
  @ToldOnce()
  @Does(ownSignIn.changeSecondStep)
  async recoveryCodes(@CurrentActor() actor: Person): Promise<Page> {
    const codes = await this.factors.newRecoveryCodes(actor);
    return page('people/pages/recovery-codes.njk', { codes, next: '/account' });
  }

  private async done(act: Promise<void>): Promise<Redirect> {
    await act;
    return seeOther('/account');
  }
}
