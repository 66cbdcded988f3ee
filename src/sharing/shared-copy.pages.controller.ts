import { Controller, Get, Post, Query } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { may } from '../kernel/policy.js';
import { Clock } from '../platform/clock.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { emptyForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { ToldOnce } from '../platform/http/once.interceptor.js';
import { page, seeOther, type Page } from '../platform/page/page.js';
import { addressBases } from './copy.codes.js';
import { SharedAddressForm } from './copy.dto.js';
import { addressCalled, addressChoices, itemsView } from './copy.view.js';
import { copies, shares } from './share.policy.js';
import { shareView } from './share.view.js';
import { ShareNamed } from './panel-which.js';
import type { WhichShare } from './shares.service.js';
import { SharedCopyService } from './shared-copy.service.js';

@Controller('cases/:caseId/shares/:shareId')
export class SharedCopyPagesController {
  constructor(
    private readonly copy: SharedCopyService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Does(shares.list)
  async show(
    @CurrentActor() actor: Person,
    @ShareNamed() which: WhichShare,
    @Query('page') asked: unknown,
    form: RawForm = emptyForm,
  ): Promise<Page> {
    const { kase, share, items, addresses, looks, toShare } = await this.copy.show(actor, which, asked);
    const shown = {
      form,
      caseId: kase.id,
      reference: kase.reference,
      share: shareView(share, this.clock.today()),
    };
    return page('sharing/pages/shared-copy.njk', {
      ...shown,
      items: itemsView(items),
      looks,
      addresses: addresses.map(addressCalled),
      lists: { addresses: addressChoices(toShare), bases: addressBases },
      mayChange: may(actor, copies.addAddress, kase),
    });
  }

  @Post('addresses')
  @Does(copies.addAddress)
  addAddress(
    @CurrentActor() actor: Person,
    @ShareNamed() which: WhichShare,
    @Form(SharedAddressForm) form: FormOf<SharedAddressForm>,
  ) {
    return submit(form, {
      act: async (address) => {
        await this.copy.addAddress(actor, which, address);
        return seeOther(`/cases/${which.caseId}/shares/${which.shareId}`);
      },
      again: (raw) => this.show(actor, which, undefined, raw),
    });
  }

  /** Answers with the sheet itself: the addresses that go with it stand in this answer and nowhere else. */
  @Post('print')
  @ToldOnce()
  @Does(copies.print)
  async print(@CurrentActor() actor: Person, @ShareNamed() which: WhichShare): Promise<Page> {
    const { kase, share, items, opened } = await this.copy.print(actor, which);
    const addresses = opened.map(({ words, ...address }) => ({ called: addressCalled(address), words }));
    const shown = { caseId: kase.id, reference: kase.reference, share: shareView(share, this.clock.today()) };
    return page('sharing/pages/sheet.njk', { ...shown, items: itemsView(items), addresses });
  }
}
