import { Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { contactLists } from '../parties/contact.codes.js';
import { ContactMethodForm } from '../parties/contact.dto.js';
import { contactView, versionView } from '../parties/party.view.js';
import { Clock } from '../platform/clock.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { emptyForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page } from '../platform/page/page.js';
import { cases } from './case.policy.js';
import { CasesService } from './cases.service.js';
import { ContactMethodsService } from './contact-methods.service.js';

@Controller('cases/:caseId/contact-methods')
export class ContactMethodsPagesController {
  constructor(
    private readonly cases: CasesService,
    private readonly methods: ContactMethodsService,
    private readonly clock: Clock,
  ) {}

  @Get('new')
  @Does(cases.keepClient)
  async new(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    form: RawForm = emptyForm,
  ): Promise<Page> {
    const { kase } = await this.cases.open(actor, caseId, cases.keepClient);
    const { reference } = kase;
    return page('cases/pages/contact-method.njk', { form, caseId, reference, lists: contactLists });
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
        await this.methods.add(actor, caseId, method);
        return seeOther(`/cases/${caseId}`);
      },
      again: (raw) => this.new(actor, caseId, raw),
    });
  }

  @Get(':methodId')
  @Does(cases.keepClient)
  async show(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('methodId', ParseUUIDPipe) methodId: string,
    @Query('page') asked: unknown,
  ): Promise<Page> {
    const { kase, method, said } = await this.methods.show(actor, { caseId, methodId }, asked);
    const paged = { ...said, rows: said.rows.map(versionView) };
    const about = { caseId, methodId, reference: kase.reference, version: method.version };
    return page('cases/pages/contact-method-record.njk', {
      ...about,
      method: contactView(method, this.clock.now()),
      paged,
    });
  }
}
