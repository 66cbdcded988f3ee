import { Controller, Get, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, SignedIn } from '../platform/http/access.js';
import { emptyForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page, type Redirect } from '../platform/page/page.js';
import { Passwords } from './passwords.service.js';
import { PasswordForm } from './staff.dto.js';

/** One's own password: everyone's, so no act of any policy. */
@Controller('password')
export class PasswordsPagesController {
  constructor(private readonly passwords: Passwords) {}

  @Get()
  @SignedIn()
  edit(): Page {
    return this.form(emptyForm);
  }

  @Post()
  @SignedIn()
  update(
    @CurrentActor() actor: Person,
    @Form(PasswordForm) form: FormOf<PasswordForm>,
    @Req() request: Request,
  ): Promise<Page | Redirect> {
    return submit(form, {
      act: async (given) => {
        await this.passwords.change(actor, given, request);
        return seeOther('/sign-in?after=new-password');
      },
      again: ({ errors }) => this.form({ values: {}, errors }), // a password is never sent back
    });
  }

  private form(form: RawForm): Page {
    return page('people/pages/password.njk', { form });
  }
}
