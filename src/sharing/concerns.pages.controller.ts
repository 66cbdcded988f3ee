import { Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { Clock } from '../platform/clock.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { emptyForm, filledForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page } from '../platform/page/page.js';
import { concernOutcomes, concernSubjects } from './concern.codes.js';
import { ConcernFollowUpForm, ConcernForm } from './concern.dto.js';
import { concerns } from './concern.policy.js';
import { concernActs, concernView } from './concern.view.js';
import { ConcernsService } from './concerns.service.js';
import { shareableItems, shareWays } from './share.codes.js';

@Controller('cases/:caseId/concerns')
export class ConcernsPagesController {
  constructor(
    private readonly concerns: ConcernsService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Does(concerns.view)
  async list(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Query('page') asked: unknown,
  ): Promise<Page> {
    const { kase, paged } = await this.concerns.list(actor, caseId, asked);
    const rows = paged.rows.map((row) => concernView(row, this.clock.today()));
    const about = { caseId, reference: kase.reference, ...concernActs(actor, kase) };
    return page('sharing/pages/concerns.njk', { ...about, paged: { ...paged, rows } });
  }

  @Get('new')
  @Does(concerns.raise)
  async new(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Query('agencyId') agencyId: unknown,
    form: RawForm = filledForm({ agencyId }),
  ): Promise<Page> {
    const asked = form.values['agencyId'];
    const chosen = typeof asked === 'string' ? asked : null;
    const { kase, agencies, decision } = await this.concerns.choices(actor, { caseId, agencyId: chosen });
    const lists = { agencies, subjects: concernSubjects, items: shareableItems, ways: shareWays };
    const about = { caseId, reference: kase.reference, decision, chosen };
    return page('sharing/pages/concern-new.njk', { form, ...about, lists });
  }

  @Post()
  @Does(concerns.raise)
  create(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Form(ConcernForm) form: FormOf<ConcernForm>,
  ) {
    return submit(form, {
      act: async (concern) => {
        const id = await this.concerns.raise(actor, caseId, concern);
        return seeOther(`/cases/${caseId}/concerns/${id}`);
      },
      again: (raw) => this.new(actor, caseId, undefined, raw),
    });
  }

  @Get(':concernId')
  @Does(concerns.view)
  async show(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('concernId', ParseUUIDPipe) concernId: string,
    form: RawForm = emptyForm,
  ): Promise<Page> {
    const { kase, concern } = await this.concerns.show(actor, { caseId, concernId });
    const about = { caseId, reference: kase.reference, ...concernActs(actor, kase) };
    const shown = concernView(concern, this.clock.today());
    return page('sharing/pages/concern.njk', { form, ...about, concern: shown, outcomes: concernOutcomes });
  }

  @Post(':concernId/follow-up')
  @Does(concerns.followUp)
  followUp(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('concernId', ParseUUIDPipe) concernId: string,
    @Form(ConcernFollowUpForm) form: FormOf<ConcernFollowUpForm>,
  ) {
    return submit(form, {
      act: async (said) => {
        await this.concerns.followUp(actor, { caseId, concernId }, said);
        return seeOther(`/cases/${caseId}/concerns/${concernId}`);
      },
      again: (raw) => this.show(actor, caseId, concernId, raw),
    });
  }
}
