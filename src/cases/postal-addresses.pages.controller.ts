import { Controller, Get, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { addressLists } from '../parties/address.codes.js';
import { OpeningForm } from '../parties/address.dto.js';
import { postalView } from '../parties/address.view.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { emptyForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { ToldOnce } from '../platform/http/once.interceptor.js';
import { page, type Page } from '../platform/page/page.js';
import { addresses } from './address.policy.js';
import { PostalAddressesService, type WhichPostal } from './postal-addresses.service.js';

@Controller('cases/:caseId/contact-methods/:methodId/openings')
export class PostalAddressesPagesController {
  constructor(private readonly postal: PostalAddressesService) {}

  @Get('new')
  @Does(addresses.open)
  new(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('methodId', ParseUUIDPipe) methodId: string,
  ): Promise<Page> {
    return this.form(actor, { caseId, methodId }, emptyForm);
  }

  /** Answers with the page that has it: it stands in this answer and nowhere else. */
  @Post()
  @ToldOnce()
  @Does(addresses.open)
  open(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('methodId', ParseUUIDPipe) methodId: string,
    @Form(OpeningForm) form: FormOf<OpeningForm>,
  ) {
    return submit(form, {
      act: async (opening) => {
        const { kase, method } = await this.postal.open(actor, { caseId, methodId }, opening);
        const shown = { value: method.value, onPaper: opening.shownOn === 'paper' };
        const about = { caseId, reference: kase.reference, address: postalView(method) };
        return page('cases/pages/address.njk', { ...about, ...shown });
      },
      again: (raw) => this.form(actor, { caseId, methodId }, raw),
    });
  }

  private async form(actor: Person, which: WhichPostal, form: RawForm): Promise<Page> {
    const { kase, method } = await this.postal.show(actor, which);
    const action = `/cases/${which.caseId}/contact-methods/${which.methodId}/openings`;
    const about = { caseId: which.caseId, reference: kase.reference, address: postalView(method), action };
    return page('cases/pages/address-opening.njk', { form, ...about, lists: addressLists });
  }
}
