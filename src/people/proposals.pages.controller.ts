import { Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { buttonAlone, emptyForm, submit } from '../platform/http/form.js';
import { ToldOnce } from '../platform/http/once.interceptor.js';
import { page, seeOther, type Page, type Redirect } from '../platform/page/page.js';
import { proposals } from './proposal.policy.js';
import { proposalView } from './proposal.view.js';
import { ProposalsService } from './proposals.service.js';

@Controller('proposals')
export class ProposalsPagesController {
  constructor(private readonly proposals: ProposalsService) {}

  @Get()
  @Does(proposals.view)
  async list(@CurrentActor() actor: Person, @Query() query: Record<string, unknown>): Promise<Page> {
    const list = await this.proposals.list(actor, query['page']);
    const rows = list.rows.map((proposal) => proposalView(proposal, actor));
    return page('people/pages/proposals.njk', { list: { ...list, rows }, query });
  }

  @Get(':proposalId')
  @Does(proposals.view)
  async show(
    @CurrentActor() actor: Person,
    @Param('proposalId', ParseUUIDPipe) id: string,
    form = emptyForm,
  ): Promise<Page> {
    const proposal = proposalView(await this.proposals.show(actor, id), actor);
    return page('people/pages/proposal.njk', { proposal, form });
  }

  /** Answers with a page, not with the way to one: the approver's half is in this answer and nowhere else. */
  @Post(':proposalId/approval')
  @ToldOnce()
  @Does(proposals.approve)
  approve(
    @CurrentActor() actor: Person,
    @Param('proposalId', ParseUUIDPipe) id: string,
  ): Promise<Page | Redirect> {
    return submit(buttonAlone, {
      act: async () =>
        page('people/pages/approved.njk', { approved: await this.proposals.approve(actor, id) }),
      again: (raw) => this.show(actor, id, raw),
    });
  }

  @Post(':proposalId/refusal')
  @Does(proposals.refuse)
  refuse(
    @CurrentActor() actor: Person,
    @Param('proposalId', ParseUUIDPipe) id: string,
  ): Promise<Page | Redirect> {
    return submit(buttonAlone, {
      act: () => this.done(this.proposals.refuse(actor, id)),
      again: (raw) => this.show(actor, id, raw),
    });
  }

  @Post(':proposalId/withdrawal')
  @Does(proposals.withdraw)
  withdraw(
    @CurrentActor() actor: Person,
    @Param('proposalId', ParseUUIDPipe) id: string,
  ): Promise<Page | Redirect> {
    return submit(buttonAlone, {
      act: () => this.done(this.proposals.withdraw(actor, id)),
      again: (raw) => this.show(actor, id, raw),
    });
  }

  private async done(act: Promise<void>): Promise<Redirect> {
    await act;
    return seeOther('/proposals');
  }
}
