import { Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { buttonAlone, emptyForm, Form, submit, type FormOf } from '../platform/http/form.js';
import { page, seeOther, type Page, type Redirect } from '../platform/page/page.js';
import { RecordNamed, type WhichRecord } from '../safeguards/safeguarded.js';
import { erasureReasons } from './erasure.codes.js';
import { ErasureForm } from './erasure.dto.js';
import { erasures } from './erasure.policy.js';
import { erasureView } from './erasure.view.js';
import { ErasuresService } from './erasures.service.js';

/** Proposed where one stands before a record, decided where all that wait are. */
@Controller()
export class ErasuresPagesController {
  constructor(private readonly erasures: ErasuresService) {}

  @Get(['cases/:caseId/erasure/new', 'referrals/:referralId/erasure/new'])
  @Does(erasures.propose)
  async new(
    @CurrentActor() actor: Person,
    @RecordNamed() which: WhichRecord,
    form = emptyForm,
  ): Promise<Page> {
    const record = await this.erasures.record(actor, which);
    return page('retention/pages/erasure-new.njk', { form, which, record, reasons: erasureReasons });
  }

  @Post(['cases/:caseId/erasure', 'referrals/:referralId/erasure'])
  @Does(erasures.propose)
  create(
    @CurrentActor() actor: Person,
    @RecordNamed() which: WhichRecord,
    @Form(ErasureForm) form: FormOf<ErasureForm>,
  ): Promise<Page | Redirect> {
    return submit(form, {
      act: async (given) => seeOther(`/erasures/${await this.erasures.propose(actor, which, given)}`),
      again: (raw) => this.new(actor, which, raw),
    });
  }

  @Get('erasures')
  @Does(erasures.view)
  async list(@CurrentActor() actor: Person, @Query() query: Record<string, unknown>): Promise<Page> {
    const list = await this.erasures.list(actor, query['page']);
    const rows = list.rows.map((erasure) => erasureView(erasure, actor));
    return page('retention/pages/erasures.njk', { list: { ...list, rows }, query });
  }

  @Get('erasures/:erasureId')
  @Does(erasures.view)
  async show(
    @CurrentActor() actor: Person,
    @Param('erasureId', ParseUUIDPipe) id: string,
    form = emptyForm,
  ): Promise<Page> {
    const erasure = erasureView(await this.erasures.show(actor, id), actor);
    return page('retention/pages/erasure.njk', { erasure, form });
  }

  @Post('erasures/:erasureId/approval')
  @Does(erasures.approve)
  approve(@CurrentActor() actor: Person, @Param('erasureId', ParseUUIDPipe) id: string) {
    return this.decided(actor, id, () => this.erasures.approve(actor, id));
  }

  @Post('erasures/:erasureId/refusal')
  @Does(erasures.refuse)
  refuse(@CurrentActor() actor: Person, @Param('erasureId', ParseUUIDPipe) id: string) {
    return this.decided(actor, id, () => this.erasures.refuse(actor, id));
  }

  private decided(actor: Person, id: string, decide: () => Promise<void>): Promise<Page | Redirect> {
    return submit(buttonAlone, {
      act: async () => {
        await decide();
        return seeOther(`/erasures/${id}`);
      },
      again: (raw) => this.show(actor, id, raw),
    });
  }
}
