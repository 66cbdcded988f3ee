import { Controller, Get, Inject } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CONFIG, type Config } from '../config.js';
import type { Person } from '../kernel/actor.js';
import { RuleBroken } from '../kernel/errors.js';
import { CurrentActor, Does, Open } from '../platform/http/access.js';
import { CurrentExchange, type Exchange } from '../platform/http/exchange.js';
import { cookieName, cookieOf, cookieOptions } from '../platform/http/tokens.js';
import { page, seeOther, type Page, type Redirect } from '../platform/page/page.js';
import { ownSignIn } from './sign-in.policy.js';
import { SsoEntrance } from './sso-entrance.js';
import { Sso } from './sso.service.js';

/** Out to the organisation's own sign-in and back. Links, not forms: where a form may lead is fixed to this site. */
@Controller()
export class SsoController {
  private readonly cookie: string;

  constructor(
    private readonly sso: Sso,
    private readonly entrance: SsoEntrance,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.cookie = cookieName('sso', config);
  }

  @Get('sign-in/sso')
  @Open()
  setOut(@CurrentExchange() { response }: Exchange): Promise<Redirect> {
    return this.leave(null, response);
  }

  @Get('account/sso')
  @Does(ownSignIn.changeSecondStep)
  link(@CurrentActor() actor: Person, @CurrentExchange() { response }: Exchange): Promise<Redirect> {
    return this.leave(actor, response);
  }

  @Get('sign-in/sso/return')
  @Open()
  async comeBack(@CurrentExchange() http: Exchange): Promise<Page | Redirect> {
    const { request, response } = http;
    const token = cookieOf(request, this.cookie);
    response.clearCookie(this.cookie, { path: '/' });
    try {
      const back = await this.sso.comeBack({ token, query: queryOf(request) }, request.actor);
      return seeOther('linked' in back ? '/account' : await this.entrance.letIn(back, http));
    } catch (error) {
      if (!(error instanceof RuleBroken)) throw error;
      return page('people/pages/sign-in.njk', { form: { values: {}, errors: { form: error.message } } });
    }
  }

  private async leave(linking: Person | null, response: Response): Promise<Redirect> {
    const { url, token } = await this.sso.setOut(linking);
    response.cookie(this.cookie, token, { ...cookieOptions(this.config), maxAge: 600_000 });
    return seeOther(url);
  }
}

function queryOf({ originalUrl }: Request): string {
  const start = originalUrl.indexOf('?');
  return start < 0 ? '' : originalUrl.slice(start);
}
