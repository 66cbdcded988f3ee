import { Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { ToldOnce } from '../platform/http/once.interceptor.js';
import { ApprovedBody, ProposalBody, ProposalPage, proposalPage } from './proposal.api.js';
import { proposals } from './proposal.policy.js';
import { ProposalsService } from './proposals.service.js';

@ApiTags('staff')
@Controller('api/v1/proposals')
export class ProposalsApiController {
  constructor(private readonly proposals: ProposalsService) {}

  @Get()
  @Does(proposals.view)
  @ApiQuery({ name: 'page', required: false })
  @ApiOkResponse({ type: ProposalPage })
  async list(@CurrentActor() actor: Person, @Query('page') page?: string): Promise<ProposalPage> {
    return proposalPage(await this.proposals.list(actor, page));
  }

  @Get(':proposalId')
  @Does(proposals.view)
  @ApiOkResponse({ type: ProposalBody })
  show(@CurrentActor() actor: Person, @Param('proposalId', ParseUUIDPipe) id: string): Promise<ProposalBody> {
    return this.proposals.show(actor, id);
  }

  @Post(':proposalId/approval')
  @ToldOnce()
  @Does(proposals.approve)
  @HttpCode(200)
  @ApiOkResponse({ type: ApprovedBody })
  approve(
    @CurrentActor() actor: Person,
    @Param('proposalId', ParseUUIDPipe) id: string,
  ): Promise<ApprovedBody> {
    return this.proposals.approve(actor, id);
  }

  @Post(':proposalId/refusal')
  @Does(proposals.refuse)
  @HttpCode(204)
  @ApiNoContentResponse()
  refuse(@CurrentActor() actor: Person, @Param('proposalId', ParseUUIDPipe) id: string): Promise<void> {
    return this.proposals.refuse(actor, id);
  }

  @Post(':proposalId/withdrawal')
  @Does(proposals.withdraw)
  @HttpCode(204)
  @ApiNoContentResponse()
  withdraw(@CurrentActor() actor: Person, @Param('proposalId', ParseUUIDPipe) id: string): Promise<void> {
    return this.proposals.withdraw(actor, id);
  }
}
