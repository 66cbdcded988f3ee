import { Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { may } from '../kernel/policy.js';
import { Clock } from '../platform/clock.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { emptyForm, filledForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page } from '../platform/page/page.js';
import { shareableItems, waysOut } from './share.codes.js';
import { RevocationForm, ShareForm } from './share.dto.js';
import { copies, shares } from './share.policy.js';
import { reportLine, shareView } from './share.view.js';
import { SharesService } from './shares.service.js';

@Controller('cases/:caseId/shares')
export class SharesPagesController {
  constructor(
    private readonly shares: SharesService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Does(shares.list)
  async list(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Query('page') asked: unknown,
    form: RawForm = emptyForm,
  ): Promise<Page> {
    const { kase, paged } = await this.shares.list(actor, caseId, asked);
    const today = this.clock.today();
    const shown = { ...paged, rows: paged.rows.map((row) => shareView(row, today)) };
    const { reference } = kase;
    const acts = { mayShare: may(actor, shares.share, kase), mayShow: may(actor, copies.make, kase) };
    return page('sharing/pages/shares.njk', { form, caseId, reference, paged: shown, ...acts });
  }

  /** To be given to the client: it is in nobody's words, and names nobody but the agencies. */
  @Get('report')
  @Does(shares.list)
  async report(@CurrentActor() actor: Person, @Param('caseId', ParseUUIDPipe) caseId: string): Promise<Page> {
    const { rows } = await this.shares.report(actor, caseId);
    const today = this.clock.today();
    return page('sharing/pages/report.njk', {
      caseId,
      today,
      lines: rows.map((row) => reportLine(row, today)),
    });
  }

  @Get('new')
  @Does(shares.share)
  new(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Query('agencyId') agencyId: unknown,
  ): Promise<Page> {
    return this.form(actor, caseId, filledForm({ agencyId }));
  }

  @Post()
  @Does(shares.share)
  create(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Form(ShareForm) form: FormOf<ShareForm>,
  ) {
    return submit(form, {
      act: async (share) => {
        await this.shares.share(actor, caseId, share);
        return seeOther(`/cases/${caseId}/shares`);
      },
      again: (raw) => this.form(actor, caseId, raw),
    });
  }

  @Post(':shareId/revocation')
  @Does(shares.revoke)
  revoke(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('shareId', ParseUUIDPipe) shareId: string,
    @Form(RevocationForm) form: FormOf<RevocationForm>,
  ) {
    return submit(form, {
      act: async (revocation) => {
        await this.shares.revoke(actor, { caseId, shareId }, revocation);
        return seeOther(`/cases/${caseId}/shares`);
      },
      again: (raw) => this.list(actor, caseId, undefined, raw),
    });
  }

  private async form(actor: Person, caseId: string, form: RawForm): Promise<Page> {
    const asked = form.values['agencyId'];
    const chosen = typeof asked === 'string' ? asked : null;
    const { kase, agencies, decision } = await this.shares.choices(actor, caseId, chosen);
    const lists = { agencies, items: shareableItems, ways: waysOut };
    return page('sharing/pages/share-new.njk', {
      form,
      caseId,
      reference: kase.reference,
      decision,
      chosen,
      lists,
    });
  }
}
