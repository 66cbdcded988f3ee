import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, SignedIn } from '../platform/http/access.js';
import { CurrentExchange, type Exchange } from '../platform/http/exchange.js';
import { Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page, type Redirect } from '../platform/page/page.js';
import { CodeForm, StepUpByCode, StepUpByPasskey, StepUpPlace } from './sign-in.dto.js';
import { StepUp } from './step-up.service.js';
import { carriedForm, localPath } from './step-up.view.js';

/** Showing a second factor again before something grave, and going on with it. */
@ApiTags('session')
@Controller()
export class StepUpController {
  constructor(private readonly stepUp: StepUp) {}

  @Get('step-up')
  @SignedIn()
  show(@Query('to') to = '/home'): Page {
    return asking({ values: { to: localPath(to) }, errors: {} });
  }

  @Post('step-up')
  @SignedIn()
  byCode(
    @CurrentActor() actor: Person,
    @Form(StepUpByCode) form: FormOf<StepUpByCode>,
    @CurrentExchange() http: Exchange,
  ): Promise<Page | Redirect> {
    return submit(form, {
      act: async ({ code, ...place }) => {
        await this.stepUp.byCode(actor, code, http);
        return goOn(place);
      },
      again: ({ values, errors }) => asking({ values: { ...values, code: '' }, errors }),
    });
  }

  /** Asks for a passkey: the answer is the page that waits for it. */
  @Post('step-up/passkey')
  @SignedIn()
  ask(@CurrentActor() actor: Person, @Form(StepUpPlace) form: FormOf<StepUpPlace>): Promise<Page | Redirect> {
    return submit(form, {
      act: () => this.waiting(actor, form.raw),
      again: (raw) => asking(raw),
    });
  }

  @Post('step-up/passkey/answer')
  @SignedIn()
  byPasskey(
    @CurrentActor() actor: Person,
    @Form(StepUpByPasskey) form: FormOf<StepUpByPasskey>,
    @CurrentExchange() http: Exchange,
  ): Promise<Page | Redirect> {
    return submit(form, {
      act: async ({ passkey, ...place }) => {
        await this.stepUp.byPasskey(actor, passkey, http);
        return goOn(place);
      },
      again: (raw) => this.waiting(actor, raw),
    });
  }

  @Post('api/v1/session/step-up')
  @SignedIn()
  @HttpCode(204)
  @ApiNoContentResponse()
  forProgram(
    @CurrentActor() actor: Person,
    @Body() { code }: CodeForm,
    @CurrentExchange() http: Exchange,
  ): Promise<void> {
    return this.stepUp.byCode(actor, code, http);
  }

  private async waiting(actor: Person, { values, errors }: RawForm): Promise<Page> {
    const options = await this.stepUp.askForPasskey(actor);
    const form = { values: { ...values, passkey: '' }, errors };
    return page('people/pages/passkey.njk', {
      form,
      options,
      action: '/step-up/passkey/answer',
      back: '/home',
    });
  }
}

function asking(form: RawForm): Page {
  return page('people/pages/step-up.njk', { form });
}

/** A form that was carried here is sent again by its sender: we change nothing on their behalf. */
function goOn({ to, carried }: StepUpPlace): Page | Redirect {
  const form = carriedForm(to, carried);
  return form ? page('people/pages/go-on.njk', { carried: form }) : seeOther(localPath(to));
}
