import { Controller, Get, Post, Query } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { hasRole } from '../kernel/policy.js';
import { agencyKinds } from '../parties/agency.codes.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { emptyForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page } from '../platform/page/page.js';
import { AgenciesService } from './agencies.service.js';
import { AgencyForm } from './share.dto.js';
import { agencies } from './share.policy.js';
import { agencyView } from './share.view.js';

@Controller('agencies')
export class AgenciesPagesController {
  constructor(private readonly agencies: AgenciesService) {}

  @Get()
  @Does(agencies.list)
  async list(
    @CurrentActor() actor: Person,
    @Query('page') asked: unknown,
    form: RawForm = emptyForm,
  ): Promise<Page> {
    const paged = await this.agencies.list(actor, asked);
    const shown = { ...paged, rows: paged.rows.map(agencyView) };
    const mayAdd = hasRole(actor, agencies.add);
    const toConfirm = mayAdd ? await this.agencies.toConfirm(actor) : [];
    return page('sharing/pages/agencies.njk', { form, paged: shown, mayAdd, toConfirm, kinds: agencyKinds });
  }

  @Post()
  @Does(agencies.add)
  create(@CurrentActor() actor: Person, @Form(AgencyForm) form: FormOf<AgencyForm>) {
    return submit(form, {
      act: async (agency) => {
        await this.agencies.add(actor, agency);
        return seeOther('/agencies');
      },
      again: (raw) => this.list(actor, undefined, raw),
    });
  }
}
