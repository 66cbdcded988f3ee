import { Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { consentPurposes, consentValues, consentWays } from '../parties/consent.codes.js';
import { ConsentForm } from '../parties/party.dto.js';
import { clientView } from '../parties/party.view.js';
import { inDigits } from '../parties/worded.view.js';
import { Clock } from '../platform/clock.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { filledForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page } from '../platform/page/page.js';
import { cases } from './case.policy.js';
import { ClientsService } from './clients.service.js';

@Controller('cases/:caseId/consents')
export class ConsentsPagesController {
  constructor(
    private readonly clients: ClientsService,
    private readonly clock: Clock,
  ) {}

  @Get('new')
  @Does(cases.keepClient)
  new(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Query('purpose') purpose?: string,
    @Query('agencyId') agencyId?: string,
  ): Promise<Page> {
    return this.form(actor, caseId, filledForm({ purpose, agencyId, givenOn: inDigits(this.clock.today()) }));
  }

  @Post()
  @Does(cases.keepClient)
  create(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Form(ConsentForm) form: FormOf<ConsentForm>,
  ) {
    return submit(form, {
      act: async (consent) => {
        await this.clients.recordConsent(actor, caseId, consent);
        return seeOther(`/cases/${caseId}`);
      },
      again: (raw) => this.form(actor, caseId, raw),
    });
  }

  private async form(actor: Person, caseId: string, form: RawForm): Promise<Page> {
    const { kase, agencies, ...facts } = await this.clients.showConsents(actor, caseId);
    const client = clientView(facts, this.clock.now());
    const lists = { agencies, purposes: consentPurposes, answers: consentValues, ways: consentWays };
    return page('cases/pages/consent.njk', { form, caseId, reference: kase.reference, client, ...lists });
  }
}
