import { Controller, Get, Post, Query } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { emptyForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page } from '../platform/page/page.js';
import { sheetColumns } from './helpline-sheet.js';
import { countedBy, helplineChannels, helplineFigures, whyNotCounted } from './helpline.codes.js';
import { HelplineCountForm, HelplineSheetForm, inPlace } from './helpline.dto.js';
import { helpline } from './helpline.policy.js';
import { HelplineService } from './helpline.service.js';
import { countShown, monthShown } from './helpline.view.js';

const lists = { helplineChannels, helplineFigures, whyNotCounted, countedBy, inPlace };

@Controller('helpline')
export class HelplinePagesController {
  constructor(private readonly helpline: HelplineService) {}

  @Get()
  @Does(helpline.view)
  async show(@CurrentActor() actor: Person, @Query('page') asked: unknown): Promise<Page> {
    const { rows, ...paged } = await this.helpline.months(actor, asked);
    return page('helpline/pages/months.njk', { months: rows.map(monthShown), paged, helplineFigures });
  }

  @Get('counts')
  @Does(helpline.view)
  async counts(
    @CurrentActor() actor: Person,
    @Query('page') asked: unknown,
    form: RawForm = emptyForm,
  ): Promise<Page> {
    const { rows, ...paged } = await this.helpline.counts(actor, asked);
    return page('helpline/pages/counts.njk', { counts: rows.map(countShown), paged, form, ...lists });
  }

  @Post('counts')
  @Does(helpline.record)
  create(@CurrentActor() actor: Person, @Form(HelplineCountForm) form: FormOf<HelplineCountForm>) {
    return submit(form, {
      act: async (count) => {
        await this.helpline.add(actor, count);
        return seeOther('/helpline/counts');
      },
      again: (raw) => this.counts(actor, undefined, raw),
    });
  }

  @Get('sheet')
  @Does(helpline.record)
  sheet(form: RawForm = emptyForm): Page {
    return page('helpline/pages/sheet.njk', {
      form,
      sheetColumns,
      helplineChannels,
      whyNotCounted,
      countedBy,
      inPlace,
    });
  }

  @Post('sheet')
  @Does(helpline.record)
  createAll(@CurrentActor() actor: Person, @Form(HelplineSheetForm) form: FormOf<HelplineSheetForm>) {
    return submit(form, {
      act: async (sheet) => {
        await this.helpline.addSheet(actor, sheet);
        return seeOther('/helpline');
      },
      again: (raw) => this.sheet(raw),
    });
  }
}
