import { Controller, Get, Inject, Post } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CONFIG, type Config } from '../config.js';
import type { Person } from '../kernel/actor.js';
import { RuleBroken } from '../kernel/errors.js';
import { CurrentActor, Does, Open } from '../platform/http/access.js';
import { CurrentExchange, type Exchange } from '../platform/http/exchange.js';
import { cookieName, cookieOf, cookieOptions } from '../platform/http/tokens.js';
import { Page, page, seeOther, type Redirect } from '../platform/page/page.js';
import { ownSignIn } from './sign-in.policy.js';
import { SsoEntrance } from './sso-entrance.js';
import { SsoLinks } from './sso-links.service.js';
import { Sso } from './sso.service.js';

/** Out to the organisation's own sign-in and back. Links, not forms: where a form may lead is fixed to this site. */
@Controller()
export class SsoController {
  private readonly cookie: string;

  constructor(
    private readonly sso: Sso,
    private readonly links: SsoLinks,
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
  @Does(ownSignIn.view)
  setOutToLink(@CurrentActor() actor: Person, @CurrentExchange() { response }: Exchange): Promise<Redirect> {
    return this.leave(actor, response);
  }

  @Post('account/sso')
  @Does(ownSignIn.changeSecondStep)
  async link(@CurrentActor() actor: Person): Promise<Redirect> {
    await this.links.make(actor);
    return seeOther('/account');
  }

  @Get('account/sso/removal')
  @Does(ownSignIn.changeSecondStep)
  askToUnlink(): Page {
    const what = 'the link to your organisation’s own sign-in';
    return page('people/pages/removal.njk', { what, action: '/account/sso/removal' });
  }

  @Post('account/sso/removal')
  @Does(ownSignIn.changeSecondStep)
  async unlink(@CurrentActor() actor: Person): Promise<Redirect> {
    await this.links.remove(actor);
    return seeOther('/account');
  }

  @Get('sign-in/sso/return')
  @Open()
  async comeBack(@CurrentExchange() http: Exchange): Promise<Page | Redirect> {
    const { request, response } = http;
    const token = cookieOf(request, this.cookie);
    response.clearCookie(this.cookie, { path: '/' });
    try {
      const back = await this.sso.comeBack({ token, query: queryOf(request) });
      if ('staffId' in back) return await this.entrance.letIn(back, http);
      await this.links.propose(request.actor, back.linkTo, back.claims);
      return page('people/pages/sso-link.njk', { claims: back.claims });
    } catch (error) {
      if (!(error instanceof RuleBroken)) throw error;
      const form = { values: {}, errors: { form: error.message } };
      return new Page('people/pages/sign-in.njk', { form, bySso: true }, 422);
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
