import { Controller, Get, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { hasRole } from '../kernel/policy.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { emptyForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page } from '../platform/page/page.js';
import { AgenciesService } from './agencies.service.js';
import { AgencyMemberForm } from './copy.dto.js';
import { agencies } from './share.policy.js';
import { agencyView } from './share.view.js';

/** One agency, and whoever of it has an account here. */
@Controller('agencies/:agencyId')
export class AgencyPagesController {
  constructor(private readonly agencies: AgenciesService) {}

  @Get()
  @Does(agencies.list)
  async show(
    @CurrentActor() actor: Person,
    @Param('agencyId', ParseUUIDPipe) agencyId: string,
    form: RawForm = emptyForm,
  ): Promise<Page> {
    const { agency, members, waiting } = await this.agencies.show(actor, agencyId);
    const mayName = hasRole(actor, agencies.nameMember);
    return page('sharing/pages/agency.njk', { form, agency: agencyView(agency), members, waiting, mayName });
  }

  @Post('members')
  @Does(agencies.nameMember)
  nameMember(
    @CurrentActor() actor: Person,
    @Param('agencyId', ParseUUIDPipe) agencyId: string,
    @Form(AgencyMemberForm) form: FormOf<AgencyMemberForm>,
  ) {
    return submit(form, {
      act: async (member) => {
        await this.agencies.nameMember(actor, agencyId, member);
        return seeOther(`/agencies/${agencyId}`);
      },
      again: (raw) => this.show(actor, agencyId, raw),
    });
  }
}
