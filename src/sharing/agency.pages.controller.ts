import { Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { hasRole } from '../kernel/policy.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { emptyForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { page, seeOther, type Page, type Redirect } from '../platform/page/page.js';
import { AgenciesService } from './agencies.service.js';
import { AgencyMemberForm } from './copy.dto.js';
import { membershipView } from './membership.view.js';
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
    @Query('page') asked: unknown,
    form: RawForm = emptyForm,
  ): Promise<Page> {
    const { agency, members, waiting } = await this.agencies.show(actor, agencyId, asked);
    const paged = { ...members, rows: members.rows.map((each) => membershipView(actor, each)) };
    const mayName = hasRole(actor, agencies.nameMember);
    return page('sharing/pages/agency.njk', { form, agency: agencyView(agency), paged, waiting, mayName });
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
      again: (raw) => this.show(actor, agencyId, undefined, raw),
    });
  }

  @Post('members/:memberId/confirmation')
  @Does(agencies.confirmMember)
  async confirmMember(
    @CurrentActor() actor: Person,
    @Param('agencyId', ParseUUIDPipe) agencyId: string,
    @Param('memberId', ParseUUIDPipe) memberId: string,
  ): Promise<Redirect> {
    await this.agencies.confirmMember(actor, { agencyId, memberId });
    return seeOther(`/agencies/${agencyId}`);
  }

  @Post('members/:memberId/ending')
  @Does(agencies.endMember)
  async endMember(
    @CurrentActor() actor: Person,
    @Param('agencyId', ParseUUIDPipe) agencyId: string,
    @Param('memberId', ParseUUIDPipe) memberId: string,
  ): Promise<Redirect> {
    await this.agencies.endMember(actor, { agencyId, memberId });
    return seeOther(`/agencies/${agencyId}`);
  }
}
