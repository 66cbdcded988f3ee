import { Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import {
  emptyForm,
  filledForm,
  Form,
  readForm,
  submit,
  type FormOf,
  type RawForm,
} from '../platform/http/form.js';
import { page, seeOther, type Page } from '../platform/page/page.js';
import { AbsencesService } from './absences.service.js';
import { abilities } from './ability.codes.js';
import { absenceReasons } from './allocation.codes.js';
import { AbsenceForm, CapacityForm, NeedsForm, PeriodQuery } from './allocation.dto.js';
import { workers } from './worker.policy.js';
import { reportPage, workerPage } from './worker.view.js';
import { WorkersService } from './workers.service.js';

@Controller('workers')
export class WorkersPagesController {
  constructor(
    private readonly workers: WorkersService,
    private readonly absences: AbsencesService,
  ) {}

  /** A day that is none is told of at its field, and the report is of the days there would be without it. */
  @Get()
  @Does(workers.view)
  async list(@CurrentActor() actor: Person, @Query() query: Record<string, unknown>): Promise<Page> {
    const asked = readForm(PeriodQuery, query);
    const report = reportPage(await this.workers.report(actor, asked.ok ? asked.value : {}));
    return page('allocation/pages/workers.njk', { ...report, query, form: asked.raw });
  }

  @Get(':workerId')
  @Does(workers.view)
  async show(
    @CurrentActor() actor: Person,
    @Param('workerId', ParseUUIDPipe) staffId: string,
    form: RawForm = emptyForm,
  ): Promise<Page> {
    const shown = workerPage(await this.workers.show(actor, staffId));
    const known = filledForm({ abilities: shown.abilityIds });
    return page('allocation/pages/worker.njk', { ...shown, form, known, abilities, absenceReasons });
  }

  @Get(':workerId/capacity')
  @Does(workers.setCapacity)
  async newCapacity(
    @CurrentActor() actor: Person,
    @Param('workerId', ParseUUIDPipe) staffId: string,
    form: RawForm = emptyForm,
  ): Promise<Page> {
    const { worker } = workerPage(await this.workers.show(actor, staffId));
    return page('allocation/pages/capacity.njk', { worker, form });
  }

  @Post(':workerId/capacities')
  @Does(workers.setCapacity)
  setCapacity(
    @CurrentActor() actor: Person,
    @Param('workerId', ParseUUIDPipe) staffId: string,
    @Form(CapacityForm) form: FormOf<CapacityForm>,
  ) {
    return submit(form, {
      act: async (given) => {
        await this.workers.setCapacity(actor, staffId, given);
        return seeOther(`/workers/${staffId}`);
      },
      again: (raw) => this.newCapacity(actor, staffId, raw),
    });
  }

  @Post(':workerId/abilities')
  @Does(workers.setAbilities)
  setAbilities(
    @CurrentActor() actor: Person,
    @Param('workerId', ParseUUIDPipe) staffId: string,
    @Form(NeedsForm) form: FormOf<NeedsForm>,
  ) {
    return submit(form, {
      act: async (given) => {
        await this.workers.setAbilities(actor, staffId, given);
        return seeOther(`/workers/${staffId}`);
      },
      again: (raw) => this.show(actor, staffId, raw),
    });
  }

  @Post(':workerId/absences')
  @Does(workers.keepAbsences)
  recordAbsence(
    @CurrentActor() actor: Person,
    @Param('workerId', ParseUUIDPipe) staffId: string,
    @Form(AbsenceForm) form: FormOf<AbsenceForm>,
  ) {
    return submit(form, {
      act: async (given) => seeOther(`/absences/${await this.absences.record(actor, staffId, given)}`),
      again: (raw) => this.show(actor, staffId, raw),
    });
  }
}
