import { Controller, Get, Post } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { filledForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page, type Redirect } from '../platform/page/page.js';
import { publicForms } from '../referrals/referral.codes.js';
import { DeskForm } from './desk.dto.js';
import { DeskService, type DeskSettings } from './desk.service.js';
import { floodInAnHour } from './intake.rules.js';
import { desk } from './intake.policy.js';

@Controller('desk')
export class DeskPagesController {
  constructor(private readonly desk: DeskService) {}

  @Get()
  @Does(desk.view)
  async edit(@CurrentActor() actor: Person, form?: RawForm): Promise<Page> {
    const settings = await this.desk.settings(actor);
    const model = { ...settings, form: form ?? formOf(settings), forms: publicForms, floodInAnHour };
    return page('intake/pages/desk.njk', model);
  }

  @Post()
  @Does(desk.change)
  update(@CurrentActor() actor: Person, @Form(DeskForm) form: FormOf<DeskForm>): Promise<Page | Redirect> {
    return submit(form, {
      act: async (given) => {
        await this.desk.change(actor, given);
        return seeOther('/desk');
      },
      again: (raw) => this.edit(actor, raw),
      stored: async () => formOf(await this.desk.settings(actor)),
    });
  }
}

function formOf({ desk: set, teams }: DeskSettings): RawForm {
  if (!set) return filledForm({ version: 0, teamId: teams.length === 1 ? teams[0]?.code : '' });
  const { areas, address: _, lately: __, unattended: ___, ...values } = set;
  const named = Object.entries(areas).map(([area, team]) => [`areas.${area}`, team] as const);
  return filledForm({ ...values, ...Object.fromEntries(named) });
}
