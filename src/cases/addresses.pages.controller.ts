import { Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { may } from '../kernel/policy.js';
import { addressLists } from '../parties/address.codes.js';
import { AddressForm, AddressFoundForm, OpeningForm } from '../parties/address.dto.js';
import { addressView } from '../parties/address.view.js';
import { safeties } from '../parties/contact.codes.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { emptyForm, filledForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { ToldOnce } from '../platform/http/once.interceptor.js';
import { page, seeOther, type Page } from '../platform/page/page.js';
import { addresses } from './address.policy.js';
import { AddressesService, type WhichAddress } from './addresses.service.js';

@Controller('cases/:caseId/addresses')
export class AddressesPagesController {
  constructor(private readonly addresses: AddressesService) {}

  @Get()
  @Does(addresses.list)
  async list(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Query('page') asked: unknown,
    form: RawForm = emptyForm,
  ): Promise<Page> {
    const { kase, paged } = await this.addresses.list(actor, caseId, asked);
    const shown = { ...paged, rows: paged.rows.map(addressView) };
    const mayKeep = may(actor, addresses.keep, kase);
    const { reference } = kase;
    return page('cases/pages/addresses.njk', { form, caseId, reference, paged: shown, mayKeep });
  }

  @Get('new')
  @Does(addresses.keep)
  async new(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Query('relatedPersonId') relatedPersonId: unknown,
    form: RawForm = filledForm(relatedPersonId === undefined ? {} : { whose: 'related', relatedPersonId }),
  ): Promise<Page> {
    const { reference } = await this.addresses.about(actor, caseId);
    const addressOwners = addressLists.addressOwners.filter(({ code }) => code !== 'related');
    const lists = { ...addressLists, addressOwners, safeties };
    return page('cases/pages/address-new.njk', { form, caseId, reference, lists });
  }

  @Post()
  @Does(addresses.keep)
  create(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Form(AddressForm) form: FormOf<AddressForm>,
  ) {
    return submit(form, {
      act: async (address) => {
        await this.addresses.add(actor, caseId, address);
        return seeOther(`/cases/${caseId}/addresses`);
      },
      again: (raw) => this.new(actor, caseId, undefined, raw),
    });
  }

  @Get(':addressId/openings/new')
  @Does(addresses.open)
  newOpening(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('addressId', ParseUUIDPipe) addressId: string,
  ): Promise<Page> {
    return this.form(actor, { caseId, addressId }, emptyForm);
  }

  /** Answers with the page that has it, and not with the way to one: where it is stands in this answer and nowhere else. */
  @Post(':addressId/openings')
  @ToldOnce()
  @Does(addresses.open)
  open(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('addressId', ParseUUIDPipe) addressId: string,
    @Form(OpeningForm) form: FormOf<OpeningForm>,
  ) {
    return submit(form, {
      act: async (opening) => {
        const { kase, address, value } = await this.addresses.open(actor, { caseId, addressId }, opening);
        const shown = { address: addressView(address), value, onPaper: opening.shownOn === 'paper' };
        return page('cases/pages/address.njk', { caseId, reference: kase.reference, ...shown });
      },
      again: (raw) => this.form(actor, { caseId, addressId }, raw),
    });
  }

  @Post(':addressId/ending')
  @Does(addresses.keep)
  end(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('addressId', ParseUUIDPipe) addressId: string,
    @Form(AddressFoundForm) form: FormOf<AddressFoundForm>,
  ) {
    return submit(form, {
      act: async (ending) => {
        await this.addresses.end(actor, { caseId, addressId }, ending);
        return seeOther(`/cases/${caseId}/addresses`);
      },
      again: (raw) => this.list(actor, caseId, undefined, raw),
    });
  }

  @Post(':addressId/confirmation')
  @Does(addresses.keep)
  confirm(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('addressId', ParseUUIDPipe) addressId: string,
    @Form(AddressFoundForm) form: FormOf<AddressFoundForm>,
  ) {
    return submit(form, {
      act: async (found) => {
        await this.addresses.confirm(actor, { caseId, addressId }, found);
        return seeOther(`/cases/${caseId}/addresses`);
      },
      again: (raw) => this.list(actor, caseId, undefined, raw),
    });
  }

  private async form(actor: Person, which: WhichAddress, form: RawForm): Promise<Page> {
    const { kase, address } = await this.addresses.show(actor, which);
    const action = `/cases/${which.caseId}/addresses/${which.addressId}/openings`;
    const about = { caseId: which.caseId, reference: kase.reference, address: addressView(address), action };
    return page('cases/pages/address-opening.njk', { form, ...about, lists: addressLists });
  }
}
