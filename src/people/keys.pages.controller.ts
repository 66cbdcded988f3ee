import { Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { buttonAlone, emptyForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { ToldOnce } from '../platform/http/once.interceptor.js';
import { page, seeOther, type Page, type Redirect } from '../platform/page/page.js';
import { KeyForm, ReplacementForm } from './key.dto.js';
import { serviceKeys } from './key.policy.js';
import { keyView, scopesToChoose } from './key.view.js';
import { KeysService } from './keys.service.js';

@Controller('keys')
export class KeysPagesController {
  constructor(private readonly keys: KeysService) {}

  @Get()
  @Does(serviceKeys.view)
  async list(@CurrentActor() actor: Person, @Query() query: Record<string, unknown>): Promise<Page> {
    const list = await this.keys.list(actor, query['page']);
    const rows = list.rows.map((key) => keyView(key, actor));
    return page('people/pages/keys.njk', { list: { ...list, rows }, query, makes: actor.role === 'admin' });
  }

  @Get('new')
  @Does(serviceKeys.make)
  async new(@CurrentActor() actor: Person, form: RawForm = emptyForm): Promise<Page> {
    const { scopes, teams } = await this.keys.choices(actor);
    return page('people/pages/key-new.njk', { form, teams, scopes: scopesToChoose(scopes) });
  }

  /** Answers with a page, not with the way to one: the key is in this answer and nowhere else. */
  @Post()
  @ToldOnce()
  @Does(serviceKeys.make)
  create(@CurrentActor() actor: Person, @Form(KeyForm) form: FormOf<KeyForm>): Promise<Page | Redirect> {
    return submit(form, {
      act: async (given) => page('people/pages/key-made.njk', { made: await this.keys.make(actor, given) }),
      again: (raw) => this.new(actor, raw),
    });
  }

  @Get(':keyId')
  @Does(serviceKeys.view)
  async show(
    @CurrentActor() actor: Person,
    @Param('keyId', ParseUUIDPipe) id: string,
    form = emptyForm,
  ): Promise<Page> {
    const key = keyView(await this.keys.show(actor, id), actor);
    return page('people/pages/key.njk', { key, form });
  }

  @Post(':keyId/replacement')
  @ToldOnce()
  @Does(serviceKeys.replace)
  replace(
    @CurrentActor() actor: Person,
    @Param('keyId', ParseUUIDPipe) id: string,
    @Form(ReplacementForm) form: FormOf<ReplacementForm>,
  ): Promise<Page | Redirect> {
    return submit(form, {
      act: async (given) =>
        page('people/pages/key-made.njk', { made: await this.keys.replace(actor, id, given) }),
      again: (raw) => this.show(actor, id, raw),
    });
  }

  @Post(':keyId/approval')
  @Does(serviceKeys.approve)
  approve(
    @CurrentActor() actor: Person,
    @Param('keyId', ParseUUIDPipe) id: string,
  ): Promise<Page | Redirect> {
    return submit(buttonAlone, {
      act: () => done(id, this.keys.approve(actor, id)),
      again: (raw) => this.show(actor, id, raw),
    });
  }

  @Post(':keyId/revocation')
  @Does(serviceKeys.revoke)
  revoke(@CurrentActor() actor: Person, @Param('keyId', ParseUUIDPipe) id: string): Promise<Page | Redirect> {
    return submit(buttonAlone, {
      act: () => done(id, this.keys.revoke(actor, id)),
      again: (raw) => this.show(actor, id, raw),
    });
  }
}

async function done(id: string, act: Promise<void>): Promise<Redirect> {
  await act;
  return seeOther(`/keys/${id}`);
}
