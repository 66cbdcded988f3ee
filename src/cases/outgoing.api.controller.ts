import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { Person } from '../kernel/actor.js';
import { CurrentActor, Does } from '../platform/http/access.js';
import { Created } from './case.api.js';
import { cases } from './case.policy.js';
import { OutgoingBody, outgoingBody, OutgoingPage, outgoingPage } from './outgoing.api.js';
import { OutgoingForm } from './outgoing.dto.js';
import { OutgoingService } from './outgoing.service.js';

@ApiTags('Cases')
@Controller('api/v1/cases/:caseId/outgoing')
export class OutgoingApiController {
  constructor(private readonly outgoing: OutgoingService) {}

  @Get()
  @Does(cases.view)
  @ApiQuery({ name: 'page', required: false })
  @ApiOkResponse({ type: OutgoingPage })
  async list(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Query('page') asked: unknown,
  ): Promise<OutgoingPage> {
    return outgoingPage((await this.outgoing.list(actor, caseId, asked)).outgoing);
  }

  @Get(':outgoingId')
  @Does(cases.view)
  @ApiOkResponse({ type: OutgoingBody })
  async show(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('outgoingId', ParseUUIDPipe) outgoingId: string,
  ): Promise<OutgoingBody> {
    return outgoingBody((await this.outgoing.show(actor, { caseId, outgoingId })).row);
  }

  @Post()
  @Does(cases.send)
  @ApiCreatedResponse({ type: Created })
  async prepare(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Body() form: OutgoingForm,
  ): Promise<Created> {
    return { id: await this.outgoing.prepare(actor, caseId, form) };
  }

  @Post(':outgoingId/cancellation')
  @Does(cases.send)
  @HttpCode(204)
  @ApiNoContentResponse()
  cancel(
    @CurrentActor() actor: Person,
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Param('outgoingId', ParseUUIDPipe) outgoingId: string,
  ): Promise<void> {
    return this.outgoing.cancel(actor, { caseId, outgoingId });
  }
}
