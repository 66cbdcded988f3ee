import { Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { addDays } from '../kernel/plain-date.js';
import { Clock } from '../platform/clock.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { filledForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page } from '../platform/page/page.js';
import { CopiesService, type ToCopy } from './copies.service.js';
import { copiedItems } from './copy.codes.js';
import { SheetForm, ViewForm } from './copy.dto.js';
import { fieldOfItem, longestView } from './copy.rules.js';
import { lastDayHint } from './copy.view.js';
import { panels } from './panel.policy.js';
import { ReferralNamed } from './panel-which.js';
import type { WhichReferral } from './panel-referrals.service.js';
import { waysOut } from './share.codes.js';
import { copies } from './share.policy.js';

/** What an address asks for, or the form that comes back. */
interface AskedFor {
  readonly asked: Readonly<Record<string, unknown>>;
  readonly raw?: RawForm | undefined;
}

/** Copies to be made: what is chosen first, and then what it says. */
@Controller('cases/:caseId')
export class CopiesPagesController {
  constructor(
    private readonly copies: CopiesService,
    private readonly clock: Clock,
  ) {}

  @Get('views/new')
  @Does(copies.make)
  newView(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Query() asked: Record<string, unknown>,
  ): Promise<Page> {
    return this.viewForm(actor, caseId, { asked });
  }

  @Post('views')
  @Does(copies.make)
  makeView(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Form(ViewForm) form: FormOf<ViewForm>,
  ) {
    return submit(form, {
      act: async (view) => {
        const shareId = await this.copies.makeView(actor, caseId, view);
        return seeOther(`/cases/${caseId}/shares/${shareId}`);
      },
      again: (raw) => this.viewForm(actor, caseId, { asked: { ...raw.values, items: itemsSaid(raw) }, raw }),
    });
  }

  @Get('panel-referrals/:panelReferralId/research-sheets/new')
  @Does(panels.keep)
  newSheet(
    @CurrentActor() actor: Person,
    @ReferralNamed() which: WhichReferral,
    @Query('items') items: unknown,
  ): Promise<Page> {
    return this.sheetForm(actor, which, { asked: { items } });
  }

  @Post('panel-referrals/:panelReferralId/research-sheets')
  @Does(panels.keep)
  makeSheet(
    @CurrentActor() actor: Person,
    @ReferralNamed() which: WhichReferral,
    @Form(SheetForm) form: FormOf<SheetForm>,
  ) {
    return submit(form, {
      act: async (sheet) => {
        const shareId = await this.copies.makeSheet(actor, which, sheet);
        return seeOther(`/cases/${which.caseId}/shares/${shareId}`);
      },
      again: (raw) => this.sheetForm(actor, which, { asked: { items: itemsSaid(raw) }, raw }),
    });
  }

  private async viewForm(
    actor: Person,
    caseId: string,
    { asked: { partnerId, items }, raw }: AskedFor,
  ): Promise<Page> {
    const { partners, partner, ...toCopy } = await this.copies.viewChoices(actor, caseId, {
      partnerId,
      items,
    });
    const lastDay = lastDayHint(addDays(this.clock.today(), longestView));
    const shown = { partners, partner, lastDay, ...copyPage(toCopy, { asked: { partnerId, items }, raw }) };
    return page('sharing/pages/view-new.njk', { caseId, ...shown });
  }

  private async sheetForm(
    actor: Person,
    which: WhichReferral,
    { asked: { items }, raw }: AskedFor,
  ): Promise<Page> {
    const { referral, ...toCopy } = await this.copies.sheetChoices(actor, which, items);
    const { caseId } = which;
    const { id, panel, agencyId } = referral;
    const shown = { caseId, referral: { id, panel }, agencyId, ways: waysOut };
    return page('sharing/pages/sheet-new.njk', { ...shown, ...copyPage(toCopy, { asked: { items }, raw }) });
  }
}

/** What both forms show: what can be chosen, and of what was chosen a field each, filled with what is recorded. */
function copyPage({ kase, decision, items, recorded }: ToCopy, { asked, raw }: AskedFor) {
  const fields = items.map((item) => ({
    name: fieldOfItem[item],
    label: copiedItems.find(({ code }) => code === item)?.label ?? item,
  }));
  const form = raw ?? filledForm({ ...recorded, ...asked });
  return { form, reference: kase.reference, decision, fields, lists: { items: copiedItems } };
}

/** The things that a form which comes back says something of. */
function itemsSaid({ values }: RawForm): string[] {
  return Object.entries(fieldOfItem).flatMap(([item, field]) => (field in values ? [item] : []));
}
