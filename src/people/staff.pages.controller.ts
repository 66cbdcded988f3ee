import { Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { buttonAlone, emptyForm, Form, submit, type FormOf, type RawForm } from '../platform/http/form.js';
import { ToldOnce } from '../platform/http/once.interceptor.js';
import { page, seeOther, type Page, type Redirect } from '../platform/page/page.js';
import { proposalView } from './proposal.view.js';
import type { Waiting } from './propose.js';
import { StaffForm, StaffStateForm, StaffTeamsForm } from './staff.dto.js';
import { staffing } from './staff.policy.js';
import { StaffService } from './staff.service.js';
import { accountRow, accountView, rolesToChoose } from './staff.view.js';

@Controller('staff')
export class StaffPagesController {
  constructor(private readonly staff: StaffService) {}

  @Get()
  @Does(staffing.view)
  async list(@CurrentActor() actor: Person, @Query() query: Record<string, unknown>): Promise<Page> {
    const list = await this.staff.list(actor, query['page']);
    return page('people/pages/staff-list.njk', { list: { ...list, rows: list.rows.map(accountRow) }, query });
  }

  @Get('new')
  @Does(staffing.add)
  async new(@CurrentActor() actor: Person, form: RawForm = emptyForm): Promise<Page> {
    const { kind, teams } = await this.staff.choices(actor);
    return page('people/pages/staff-new.njk', { form, teams, roles: rolesToChoose(kind) });
  }

  /** Answers with a page, not with the way to one: what signs its holder in is in this answer and nowhere else. */
  @Post()
  @ToldOnce()
  @Does(staffing.add)
  create(@CurrentActor() actor: Person, @Form(StaffForm) form: FormOf<StaffForm>): Promise<Page | Redirect> {
    return submit(form, {
      act: async (given) => {
        const outcome = await this.staff.add(actor, given);
        if ('proposalId' in outcome) return page('people/pages/proposed.njk', { waiting: outcome });
        return page('people/pages/invited.njk', { added: outcome });
      },
      again: (raw) => this.new(actor, raw),
    });
  }

  @Get(':staffId')
  @Does(staffing.view)
  async show(
    @CurrentActor() actor: Person,
    @Param('staffId', ParseUUIDPipe) staffId: string,
    form = emptyForm,
  ): Promise<Page> {
    const { account, teams, waiting } = await this.staff.show(actor, staffId);
    const shown = accountView(account, actor);
    const typed = { errors: form.errors, values: { teams: shown.teamIds, ...form.values } };
    const proposals = waiting.map((proposal) => proposalView(proposal, actor));
    return page('people/pages/staff.njk', { account: shown, teams, proposals, form: typed });
  }

  @Post(':staffId/teams')
  @Does(staffing.changeTeams)
  update(
    @CurrentActor() actor: Person,
    @Param('staffId', ParseUUIDPipe) staffId: string,
    @Form(StaffTeamsForm) form: FormOf<StaffTeamsForm>,
  ): Promise<Page | Redirect> {
    return submit(form, {
      act: async (given) => done(staffId, await this.staff.changeTeams(actor, staffId, given)),
      again: ({ values, errors }) =>
        this.show(actor, staffId, { errors, values: { teams: values['teams'] ?? [] } }),
    });
  }

  @Post(':staffId/suspension')
  @Does(staffing.suspend)
  suspend(
    @CurrentActor() actor: Person,
    @Param('staffId', ParseUUIDPipe) staffId: string,
    @Form(StaffStateForm) form: FormOf<StaffStateForm>,
  ): Promise<Page | Redirect> {
    return submit(form, {
      act: async (given) => {
        await this.staff.suspend(actor, staffId, given);
        return seeOther(`/staff/${staffId}`);
      },
      again: ({ errors }) => this.show(actor, staffId, { errors, values: {} }),
    });
  }

  @Post(':staffId/reinstatement')
  @Does(staffing.reinstate)
  reinstate(
    @CurrentActor() actor: Person,
    @Param('staffId', ParseUUIDPipe) staffId: string,
    @Form(StaffStateForm) form: FormOf<StaffStateForm>,
  ): Promise<Page | Redirect> {
    return submit(form, {
      act: async (given) => done(staffId, await this.staff.reinstate(actor, staffId, given)),
      again: ({ errors }) => this.show(actor, staffId, { errors, values: {} }),
    });
  }

  @Post(':staffId/sign-in')
  @ToldOnce()
  @Does(staffing.resetSignIn)
  resetSignIn(
    @CurrentActor() actor: Person,
    @Param('staffId', ParseUUIDPipe) staffId: string,
  ): Promise<Page | Redirect> {
    return submit(buttonAlone, {
      act: async () => done(staffId, await this.staff.resetSignIn(actor, staffId)),
      again: ({ errors }) => this.show(actor, staffId, { errors, values: {} }),
    });
  }
}

/** Back to the account where the act is done; what now waits is shown, with the half that is shown this once. */
function done(staffId: string, waiting: Waiting | null): Page | Redirect {
  return waiting === null ? seeOther(`/staff/${staffId}`) : page('people/pages/proposed.njk', { waiting });
}
