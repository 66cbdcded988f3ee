import { Controller, Get, Post } from '@nestjs/common';
import { roles, type Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { filledForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page, type Redirect } from '../platform/page/page.js';
import { PasskeyRolesForm } from './sign-in.dto.js';
import { signInPolicy } from './sign-in.policy.js';
import { SignInPolicy } from './sign-in-policy.service.js';

/** How everyone of an organisation must sign in. */
@Controller('sign-in-policy')
export class SignInPolicyPagesController {
  constructor(private readonly policy: SignInPolicy) {}

  @Get()
  @Does(signInPolicy.view)
  async edit(@CurrentActor() actor: Person): Promise<Page> {
    return shown(filledForm({ roles: await this.policy.passkeyRoles(actor) }));
  }

  @Post()
  @Does(signInPolicy.change)
  update(
    @CurrentActor() actor: Person,
    @Form(PasskeyRolesForm) form: FormOf<PasskeyRolesForm>,
  ): Promise<Page | Redirect> {
    return submit(form, {
      act: async (given) => {
        const waits = await this.policy.change(actor, given.roles ?? []);
        return seeOther(waits ? '/proposals' : '/staff');
      },
      again: (raw) => shown(raw),
    });
  }
}

function shown(form: RawForm): Page {
  return page('people/pages/sign-in-policy.njk', { form, roles });
}
