import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiProperty,
  ApiQuery,
  ApiTags,
} from '@nestjs/swagger';
import { Created } from '../cases/case.api.js';
import type { Person } from '../kernel/actor.js';
import { codesOf } from '../kernel/codelist.js';
import { agencyKinds, type AgencyKind } from '../parties/agency.codes.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { AgenciesService } from './agencies.service.js';
import { AgencyMembers, agencyMembers } from './membership.api.js';
import { AgencyMemberForm } from './copy.dto.js';
import { AgencyForm } from './share.dto.js';
import { agencies } from './share.policy.js';

class AgencyListed {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ enum: codesOf(agencyKinds) }) kind!: AgencyKind;
}

class AgencyPage {
  @ApiProperty() page!: number;
  @ApiProperty() pages!: number;
  @ApiProperty() total!: number;
  @ApiProperty({ type: [AgencyListed] }) agencies!: AgencyListed[];
}

@ApiTags('Sharing')
@Controller('api/v1/agencies')
export class AgenciesApiController {
  constructor(private readonly agencies: AgenciesService) {}

  @Get()
  @Does(agencies.list)
  @ApiQuery({ name: 'page', required: false })
  @ApiOkResponse({ type: AgencyPage })
  async list(@CurrentActor() actor: Person, @Query('page') asked: unknown): Promise<AgencyPage> {
    const { page, pages, total, rows } = await this.agencies.list(actor, asked);
    return { page, pages, total, agencies: [...rows] };
  }

  @Post()
  @Does(agencies.add)
  @ApiCreatedResponse({ type: Created })
  async add(@CurrentActor() actor: Person, @Body() agency: AgencyForm): Promise<Created> {
    return { id: await this.agencies.add(actor, agency) };
  }

  @Get(':agencyId/members')
  @Does(agencies.list)
  @ApiQuery({ name: 'page', required: false })
  @ApiOkResponse({ type: AgencyMembers })
  async members(
    @CurrentActor() actor: Person,
    @Param('agencyId', ParseUUIDPipe) agencyId: string,
    @Query('page') asked: unknown,
  ): Promise<AgencyMembers> {
    return agencyMembers((await this.agencies.show(actor, agencyId, asked)).members);
  }

  /** Says that a partner’s account is of this agency, for another supervisor to confirm. */
  @Post(':agencyId/members')
  @Does(agencies.nameMember)
  @HttpCode(204)
  @ApiNoContentResponse()
  nameMember(
    @CurrentActor() actor: Person,
    @Param('agencyId', ParseUUIDPipe) agencyId: string,
    @Body() member: AgencyMemberForm,
  ): Promise<void> {
    return this.agencies.nameMember(actor, agencyId, member);
  }

  /** Confirms what another supervisor said: from here on the account is shown what is shared with it. */
  @Post(':agencyId/members/:memberId/confirmation')
  @Does(agencies.confirmMember)
  @HttpCode(204)
  @ApiNoContentResponse()
  confirmMember(
    @CurrentActor() actor: Person,
    @Param('agencyId', ParseUUIDPipe) agencyId: string,
    @Param('memberId', ParseUUIDPipe) memberId: string,
  ): Promise<void> {
    return this.agencies.confirmMember(actor, { agencyId, memberId });
  }

  /** Says that the account is of this agency no longer: what it could look at ends with it. */
  @Post(':agencyId/members/:memberId/ending')
  @Does(agencies.endMember)
  @HttpCode(204)
  @ApiNoContentResponse()
  endMember(
    @CurrentActor() actor: Person,
    @Param('agencyId', ParseUUIDPipe) agencyId: string,
    @Param('memberId', ParseUUIDPipe) memberId: string,
  ): Promise<void> {
    return this.agencies.endMember(actor, { agencyId, memberId });
  }
}
