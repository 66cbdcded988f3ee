import { Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { emptyForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page, type Redirect } from '../platform/page/page.js';
import { AbsencesService } from './absences.service.js';
import { CoverForm, LeavingForm } from './allocation.dto.js';
import { LeavingService } from './leaving.service.js';
import { leavings } from './leaving.codes.js';
import { workers } from './worker.policy.js';
import { absencePage, allTo, handOverRows, workersToChoose } from './worker.view.js';

/** Cases that go to others: for the days of an absence, or for good. */
@Controller()
export class AbsencesPagesController {
  constructor(
    private readonly absences: AbsencesService,
    private readonly leaving: LeavingService,
  ) {}

  @Get('absences/:absenceId')
  @Does(workers.keepAbsences)
  async show(
    @CurrentActor() actor: Person,
    @Param('absenceId', ParseUUIDPipe) absenceId: string,
    @Query('to') to: unknown,
    form: RawForm = emptyForm,
  ): Promise<Page> {
    const shown = absencePage(await this.absences.show(actor, absenceId), to);
    return page('allocation/pages/absence.njk', { form, ...shown });
  }

  @Post('absences/:absenceId/cover')
  @Does(workers.keepAbsences)
  cover(
    @CurrentActor() actor: Person,
    @Param('absenceId', ParseUUIDPipe) absenceId: string,
    @Form(CoverForm) form: FormOf<CoverForm>,
  ) {
    return submit(form, {
      act: async (given) => {
        await this.absences.cover(actor, absenceId, given);
        return seeOther(`/absences/${absenceId}`);
      },
      again: (raw) => this.show(actor, absenceId, undefined, raw),
    });
  }

  @Post('absences/:absenceId/cancellation')
  @Does(workers.keepAbsences)
  async cancel(
    @CurrentActor() actor: Person,
    @Param('absenceId', ParseUUIDPipe) absenceId: string,
  ): Promise<Redirect> {
    return seeOther(`/workers/${await this.absences.cancel(actor, absenceId)}`);
  }

  @Get('workers/:workerId/leaving/new')
  @Does(workers.letGo)
  async newLeaving(
    @CurrentActor() actor: Person,
    @Param('workerId', ParseUUIDPipe) staffId: string,
    @Query('to') to: unknown,
    form: RawForm = emptyForm,
  ): Promise<Page> {
    const { id, name, cases, proposed, workers: others } = await this.leaving.open(actor, staffId);
    const people = workersToChoose(others, id);
    const rows = handOverRows(cases, allTo(to, people, cases) ?? proposed);
    return page('allocation/pages/leaving.njk', { form, id, name, rows, people, leavings });
  }

  @Post('workers/:workerId/leaving')
  @Does(workers.letGo)
  leave(
    @CurrentActor() actor: Person,
    @Param('workerId', ParseUUIDPipe) staffId: string,
    @Form(LeavingForm) form: FormOf<LeavingForm>,
  ) {
    return submit(form, {
      act: async (given) => {
        return page('allocation/pages/left.njk', await this.leaving.leave(actor, staffId, given));
      },
      again: (raw) => this.newLeaving(actor, staffId, undefined, raw),
    });
  }
}
