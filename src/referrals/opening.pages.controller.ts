import { Controller, Get, Post, Query } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { labelOf } from '../kernel/codelist.js';
import { hasRole } from '../kernel/policy.js';
import { weekdays } from '../parties/contact.codes.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { emptyForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page } from '../platform/page/page.js';
import { dayOpenings } from './opening.codes.js';
import { onBankHolidays, OpeningDayForm, OpeningHoursForm } from './opening.dto.js';
import { opening } from './opening.policy.js';
import { OpeningService } from './opening.service.js';

@Controller('opening-hours')
export class OpeningPagesController {
  constructor(private readonly opening: OpeningService) {}

  @Get()
  @Does(opening.view)
  async show(
    @CurrentActor() actor: Person,
    @Query('page') asked: unknown,
    form: RawForm = emptyForm,
  ): Promise<Page> {
    const hours = await this.opening.hours(actor, asked);
    const mayChange = hasRole(actor, opening.change);
    return page('referrals/pages/opening-hours.njk', { hours, form, weekdays, onBankHolidays, mayChange });
  }

  @Post()
  @Does(opening.change)
  create(@CurrentActor() actor: Person, @Form(OpeningHoursForm) form: FormOf<OpeningHoursForm>) {
    return submit(form, {
      act: async (hours) => {
        await this.opening.addHours(actor, hours);
        return seeOther('/opening-hours');
      },
      again: (raw) => this.show(actor, undefined, raw),
    });
  }

  @Get('days')
  @Does(opening.view)
  async days(
    @CurrentActor() actor: Person,
    @Query('page') asked: unknown,
    form: RawForm = emptyForm,
  ): Promise<Page> {
    const { rows, ...paged } = await this.opening.days(actor, asked);
    const days = rows.map(({ onDay, opens, holds, recordedBy, recordedAt }) => ({
      onDay,
      opens: labelOf(dayOpenings, opens),
      holds,
      recordedBy,
      recordedAt,
    }));
    const mayChange = hasRole(actor, opening.change);
    return page('referrals/pages/opening-days.njk', { days, paged, form, dayOpenings, mayChange });
  }

  @Post('days')
  @Does(opening.change)
  createDay(@CurrentActor() actor: Person, @Form(OpeningDayForm) form: FormOf<OpeningDayForm>) {
    return submit(form, {
      act: async (day) => {
        await this.opening.addDay(actor, day);
        return seeOther('/opening-hours/days');
      },
      again: (raw) => this.days(actor, undefined, raw),
    });
  }
}
