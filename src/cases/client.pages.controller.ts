import { Controller, Get, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { CorrectionForm } from '../parties/party.dto.js';
import { inDigits } from '../parties/worded.view.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { filledForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page } from '../platform/page/page.js';
import { cases } from './case.policy.js';
import { ClientsService } from './clients.service.js';

@Controller('cases/:caseId/client')
export class ClientPagesController {
  constructor(private readonly clients: ClientsService) {}

  @Get('edit')
  @Does(cases.keepClient)
  async edit(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    again?: RawForm,
  ): Promise<Page> {
    const { kase, client } = await this.clients.show(actor, { caseId, permission: cases.keepClient });
    const { version } = client;
    const form = again ?? filledForm(fieldsOf(client));
    return page('cases/pages/client.njk', { form, caseId, reference: kase.reference, version });
  }

  @Post()
  @Does(cases.keepClient)
  update(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Form(CorrectionForm) form: FormOf<CorrectionForm>,
  ) {
    return submit(form, {
      act: async (correction) => {
        await this.clients.correct(actor, caseId, correction);
        return seeOther(`/cases/${caseId}`);
      },
      again: (raw) => this.edit(actor, caseId, raw),
      stored: async () => {
        const { client } = await this.clients.show(actor, { caseId, permission: cases.keepClient });
        return filledForm(fieldsOf(client));
      },
    });
  }
}

type Details = Awaited<ReturnType<ClientsService['show']>>['client'];

function fieldsOf({ fullName, knownAs, bornOn }: Details): Record<string, unknown> {
  return { fullName, knownAs, bornOn: bornOn && inDigits(bornOn) };
}
