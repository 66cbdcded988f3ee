import { Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { may } from '../kernel/policy.js';
import { MergeForm } from '../parties/likeness.dto.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { emptyForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page } from '../platform/page/page.js';
import { likenesses } from './likeness.policy.js';
import { recordAlikeView } from './likeness.view.js';
import { LikenessesService } from './likenesses.service.js';

@Controller('cases/:caseId/likenesses')
export class LikenessesPagesController {
  constructor(private readonly likenesses: LikenessesService) {}

  @Get()
  @Does(likenesses.view)
  async index(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Query('page') asked?: unknown,
  ): Promise<Page> {
    const { kase, paged } = await this.likenesses.list(actor, { caseId, asked });
    const mayMerge = may(actor, likenesses.merge, kase);
    const shown = { ...paged, rows: paged.rows.map(recordAlikeView) };
    return page('cases/pages/likenesses.njk', { caseId, reference: kase.reference, paged: shown, mayMerge });
  }

  @Post(':otherId/difference')
  @Does(likenesses.tellApart)
  async tellApart(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('otherId', ParseUUIDPipe) otherId: string,
  ) {
    await this.likenesses.tellApart(actor, { caseId, otherId });
    return seeOther(`/cases/${caseId}/likenesses`);
  }

  @Get(':otherId/merge')
  @Does(likenesses.merge)
  async show(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('otherId', ParseUUIDPipe) otherId: string,
    form: RawForm = emptyForm,
  ): Promise<Page> {
    const { kase, record } = await this.likenesses.show(actor, { caseId, otherId });
    const { reference } = kase;
    return page('cases/pages/merge.njk', { form, caseId, reference, record: recordAlikeView(record) });
  }

  @Post(':otherId/merge')
  @Does(likenesses.merge)
  merge(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('otherId', ParseUUIDPipe) otherId: string,
    @Form(MergeForm) form: FormOf<MergeForm>,
  ) {
    return submit(form, {
      act: async (given) => {
        await this.likenesses.merge(actor, { caseId, otherId }, given);
        return seeOther(`/cases/${caseId}/likenesses`);
      },
      again: (raw) => this.show(actor, caseId, otherId, raw),
    });
  }

  @Post(':otherId/unmerging')
  @Does(likenesses.merge)
  unmerge(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('otherId', ParseUUIDPipe) otherId: string,
    @Form(MergeForm) form: FormOf<MergeForm>,
  ) {
    return submit(form, {
      act: async (given) => {
        await this.likenesses.unmerge(actor, { caseId, otherId }, given);
        return seeOther(`/cases/${caseId}/likenesses`);
      },
      again: (raw) => this.show(actor, caseId, otherId, raw),
    });
  }
}
