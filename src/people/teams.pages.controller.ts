import { Controller, Get, Post, Query } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { emptyForm, Form, submit, type FormOf } from '../platform/http/form.js';
import { page, seeOther, type Page, type Redirect } from '../platform/page/page.js';
import { TeamForm } from './staff.dto.js';
import { staffing } from './staff.policy.js';
import { TeamsService } from './teams.service.js';

@Controller('teams')
export class TeamsPagesController {
  constructor(private readonly teams: TeamsService) {}

  @Get()
  @Does(staffing.view)
  async list(
    @CurrentActor() actor: Person,
    @Query() query: Record<string, unknown>,
    form = emptyForm,
  ): Promise<Page> {
    return page('people/pages/teams.njk', { list: await this.teams.list(actor, query['page']), query, form });
  }

  @Post()
  @Does(staffing.addTeam)
  create(@CurrentActor() actor: Person, @Form(TeamForm) form: FormOf<TeamForm>): Promise<Page | Redirect> {
    return submit(form, {
      act: async (given) => {
        await this.teams.add(actor, given);
        return seeOther('/teams');
      },
      again: (raw) => this.list(actor, {}, raw),
    });
  }
}
