import { Controller, Get, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { channels, safeties } from '../parties/contact.codes.js';
import { ContactMethodForm } from '../parties/party.dto.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { emptyForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page } from '../platform/page/page.js';
import { cases } from './case.policy.js';
import { CasesService } from './cases.service.js';
import { ClientsService } from './clients.service.js';

@Controller('cases/:caseId/contact-methods')
export class ContactMethodsPagesController {
  constructor(
    private readonly cases: CasesService,
    private readonly clients: ClientsService,
  ) {}

  @Get('new')
  @Does(cases.keepClient)
  async new(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    form: RawForm = emptyForm,
  ): Promise<Page> {
    const { kase } = await this.cases.open(actor, caseId, cases.keepClient);
    return page('cases/pages/contact-method.njk', {
      form,
      caseId,
      reference: kase.reference,
      channels,
      safeties,
    });
  }

  @Post()
  @Does(cases.keepClient)
  create(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Form(ContactMethodForm) form: FormOf<ContactMethodForm>,
  ) {
    return submit(form, {
      act: async (method) => {
        await this.clients.addContactMethod(actor, caseId, method);
        return seeOther(`/cases/${caseId}`);
      },
      again: (raw) => this.new(actor, caseId, raw),
    });
  }
}
