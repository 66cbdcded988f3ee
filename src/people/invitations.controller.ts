import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import { Open } from '../platform/http/access.js';
import { emptyForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page, type Redirect } from '../platform/page/page.js';
import { Invitations } from './invitations.service.js';
import { InvitationForm } from './staff.dto.js';

/** For whoever has an account and no password yet. The codes are typed, never in an address: those are kept in histories. */
@ApiTags('staff')
@Controller()
export class InvitationsController {
  constructor(private readonly invitations: Invitations) {}

  @Get('invitation')
  @Open()
  new(): Page {
    return this.form(emptyForm);
  }

  @Post('invitation')
  @Open()
  create(@Form(InvitationForm) form: FormOf<InvitationForm>): Promise<Page | Redirect> {
    return submit(form, {
      act: async (given) => {
        await this.invitations.accept(given);
        return seeOther('/sign-in?after=new-password');
      },
      again: ({ errors }) => this.form({ values: {}, errors }), // neither codes nor a password are ever sent back
    });
  }

  @Post('api/v1/invitation')
  @Open()
  @HttpCode(204)
  @ApiNoContentResponse()
  createForProgram(@Body() given: InvitationForm): Promise<void> {
    return this.invitations.accept(given);
  }

  private form(form: RawForm): Page {
    return page('people/pages/invitation.njk', { form });
  }
}
